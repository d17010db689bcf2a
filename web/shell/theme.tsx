import { ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { useLang } from '../words/lang.ts'
import { nonce } from './nonce.ts'

const token = {
  fontFamily: "'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', sans-serif",
  fontSize: 14,
  borderRadius: 4,
  colorPrimary: '#12548a',
  colorLink: '#12548a',
  colorText: '#1c2733',
  colorTextSecondary: '#51606e',
  colorTextDescription: '#51606e',
  colorTextPlaceholder: '#66727e',
  colorBorder: '#b9c3cc',
  colorBorderSecondary: '#dde3e8',
  // An instrument does not move by itself.
  motion: false,
}

export const Theme = ({ children }: { children: ReactNode }) => {
  const lang = useLang()
  return (
    <ConfigProvider
      locale={lang === 'en' ? enUS : zhCN}
      {...(nonce ? { csp: { nonce } } : {})}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      theme={{
        token,
        components: {
          Table: { headerBg: '#f4f6f8', cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, rowHoverBg: '#f4f8fb' },
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}

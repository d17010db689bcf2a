/// <reference types="vite/client" />

// Ant Design's locale files are ES modules in a package without "type": TypeScript takes them for CommonJS, the bundler does not.
declare module 'antd/es/locale/zh_CN.js' {
  const locale: import('antd/es/locale').Locale
  export default locale
}
declare module 'antd/es/locale/en_US.js' {
  const locale: import('antd/es/locale').Locale
  export default locale
}

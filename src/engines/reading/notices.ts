import type { Words } from '../../base/lang.ts'
import type { Reading } from './claim.ts'
import { findLost } from './lost.ts'

const languages: Record<string, Words> = {
  en: { zh: '英文', en: 'English' },
  ja: { zh: '日文', en: 'Japanese' },
  ko: { zh: '韩文', en: 'Korean' },
  ru: { zh: '俄文', en: 'Russian' },
  und: { zh: '无法判断的文字', en: 'an unknown language' },
}

type Noticed = Pick<Reading, 'blocks' | 'setAside'> & {
  document: Pick<Reading['document'], 'language'>
  claims: readonly unknown[]
  notices?: readonly Words[]
}

/** Why a reading claims nothing, in one sentence; null where it claims something. */
export const whyNothing = ({ document, blocks, setAside, claims }: Noticed): Words | null => {
  if (!document.language.startsWith('zh')) {
    const language = languages[document.language] ?? languages['und']!
    return {
      zh: `这一页不是中文（${language.zh}），已保存原文，没有提取事实。`,
      en: `This page is not Chinese (${language.en}); its text is kept and nothing was claimed from it.`,
    }
  }
  if (blocks.length === 0)
    return setAside.length > 0 && setAside.every((s) => s.reason === 'comment')
      ? {
          zh: '这一页只有网友评论，没有正文，没有提取事实。',
          en: 'This page holds only reader comments and no story; nothing was claimed from it.',
        }
      : {
          zh: '这一页没有找到正文，没有提取事实；被排除的文字和原因可在页面上查看。',
          en: 'No story was found on this page and nothing was claimed; what was set aside is shown with its reasons.',
        }
  if (claims.length > 0) return null
  return {
    zh: '正文里没有读到可以提取的事实。',
    en: 'The story holds nothing that could be claimed as a fact.',
  }
}

/**
 * What the person who added the page should know about its reading: why nothing was claimed, what of the file could not be
 * read, or that the order was broken.
 * One sentence each in both languages; empty for an ordinary page.
 */
export const noticesOf = (reading: Noticed & { raw?: string }): Words[] => {
  const nothing = whyNothing(reading)
  const notices = [...(nothing === null ? [] : [nothing]), ...(reading.notices ?? [])]
  if (reading.blocks.some((block, i) => block.order !== i))
    notices.push({
      zh: '段落顺序被打乱（电头不在最前或“完”不在最后），已给出建议的阅读顺序。',
      en: 'The paragraphs are out of order (the dateline is not first, or the end mark not last); an order is suggested.',
    })
  notices.push(...lostIn(reading))
  return notices
}

const mostLost = 5

/** Where a number or a unit was lost in copying, quoted as it stands; at most a few, for a page that lost them all says so once. */
const lostIn = ({ raw, blocks, document }: Noticed & { raw?: string }): Words[] => {
  if (raw === undefined || !document.language.startsWith('zh')) return []
  const notices: Words[] = []
  for (const block of blocks) {
    if (block.role === 'meta' || block.role === 'title') continue
    const text = raw.slice(block.start, block.end)
    for (const { start, end, what } of findLost(text.replace(/[，；：]/g, (mark) => marks[mark]!))) {
      if (notices.length === mostLost) return notices
      const quote = text.slice(start, end)
      notices.push(
        what === 'number-lost'
          ? {
              zh: `“${quote}”处的数字疑似丢失，请核对原文。`,
              en: `A number seems to be lost in “${quote}”; please check the page.`,
            }
          : {
              zh: `“${quote}”处的单位疑似丢失，请核对原文。`,
              en: `A unit seems to be lost in “${quote}”; please check the page.`,
            },
      )
    }
  }
  return notices
}

const marks: Record<string, string> = { '，': ',', '；': ';', '：': ':' }

/** A change said around a number: 同比增长216%, 提高2.3个百分点, 增加16个. */
export interface Change {
  /** Where the words of change begin. */
  start: number
  /** −1 for a fall that makes the number negative. */
  sign: 1 | -1
  measure: '增速' | '降幅' | '增量' | '变化幅度'
}

const bases = [
  '同比',
  '环比',
  '较上年同期',
  '比上年同期',
  '较去年同期',
  '比去年同期',
  '较上年',
  '比上年',
  '较去年',
  '比去年',
  '较年初',
  '比年初',
  '年均',
  '单日',
  '当日',
  '日内',
  '周环比',
  '月环比',
  '累计',
  '名义',
  '可比价',
  '实际',
  '较同期',
  '平均',
  '同口径',
  '两年平均',
]
const rises = [
  '净增加',
  '净增',
  '新增加',
  '增长',
  '增加',
  '上涨',
  '上升',
  '提高',
  '提升',
  '攀升',
  '大涨',
  '暴涨',
  '飙升',
  '猛增',
  '激增',
  '收窄',
  '缩小',
  '加快',
  '回升',
  '提速',
  '上扬',
  '上升了',
  '扩大',
  '增幅达',
  '增幅',
  '增速达',
  '增速为',
  '增速',
  '涨幅达',
  '涨幅',
  '高',
  '增',
  '多',
  '复合增长率',
  '增长率达',
  '增长率',
]
const falls = ['下降', '下滑', '下跌', '暴跌', '回落', '减少', '大跌', '下调', '放缓', '趋缓', '减慢']
const cuts = ['降低', '压减', '节约', '缩短', '节省', '压缩', '降幅达', '降幅', '减排', '节能', '减轻']
const joins = [
  '了',
  '约',
  '超过',
  '超',
  '近',
  '逾',
  '达到',
  '达',
  '为',
  '至少',
  '不低于',
  '突破',
  '将近',
  '高达',
  '不少于',
  '了约',
  '预计',
  '在',
]

const endingAt = (text: string, at: number, from: number, words: readonly string[]): string | null => {
  let best: string | null = null
  for (const word of words)
    if (at - word.length >= from && text.startsWith(word, at - word.length) && word.length > (best?.length ?? 0))
      best = word
  return best
}

/** The words of change that end right before a number at `at`, not looking left of `from`; or null. 提高到90% is a level, no change. */
export const changeBefore = (text: string, at: number, from: number): Change | null => {
  let end = at
  while (end > from && text[end - 1] === ' ') end--
  for (let pass = 0; pass < 2; pass++) {
    const join = endingAt(text, end, from, joins)
    if (join) end -= join.length
  }
  const rise = endingAt(text, end, from, rises)
  const fall = endingAt(text, end, from, falls)
  const cut = endingAt(text, end, from, cuts)
  const word = rise ?? fall ?? cut
  if (!word) return null
  let start = end - word.length
  let based = false
  for (let pass = 0; pass < 3; pass++) {
    const base = endingAt(text, start, from, bases)
    if (!base) break
    if (base !== '累计' && base !== '实际') based = true
    start -= base.length
  }
  // 高, 多 and 增 alone are words of change only behind a base (同比高2.1个百分点).
  if ((word === '高' || word === '多') && !based) return null
  // 新增10家 counts what is new.
  if (word === '增' && text[end - 2] === '新') return null
  if (rise) return { start, sign: 1, measure: '增速' }
  if (fall) return { start, sign: -1, measure: '增速' }
  return { start, sign: based ? -1 : 1, measure: based ? '增速' : '降幅' }
}

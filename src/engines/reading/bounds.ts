import type { Bound } from '../../base/quantity.ts'

/** A bound word beside a number: what it says and where it stands. */
export interface BoundWord {
  bound: Bound
  start: number
  end: number
}

interface Word {
  word: string
  bound: Bound
  /** Characters that, standing before the word, make it part of another word (节约, 附近, 通过). */
  not?: string
  /** Read only where every number is asked for: on a page > is mostly a breadcrumb, and 等于 says nothing new. */
  free?: boolean
}

const before: Word[] = [
  { word: '达到或超过', bound: 'ge' },
  { word: '大于或者等于', bound: 'ge' },
  { word: '大于或等于', bound: 'ge' },
  { word: '大于等于', bound: 'ge' },
  { word: '高于或等于', bound: 'ge' },
  { word: '小于或者等于', bound: 'le' },
  { word: '小于或等于', bound: 'le' },
  { word: '小于等于', bound: 'le' },
  { word: '低于或等于', bound: 'le' },
  { word: '≥', bound: 'ge' },
  { word: '≤', bound: 'le' },
  { word: '>=', bound: 'ge', free: true },
  { word: '<=', bound: 'le', free: true },
  { word: '> =', bound: 'ge', free: true },
  { word: '< =', bound: 'le', free: true },
  { word: '>', bound: 'gt', free: true },
  { word: '<', bound: 'lt', free: true },
  { word: '等于', bound: 'eq', free: true },
  { word: '不下于', bound: 'ge' },
  { word: '不下', bound: 'ge' },
  { word: '不止', bound: 'gt' },
  { word: '跨过', bound: 'gt' },
  { word: '迈过', bound: 'gt' },
  { word: '冲破', bound: 'gt' },
  { word: '超越', bound: 'gt' },
  { word: '不低于', bound: 'ge' },
  { word: '不少于', bound: 'ge' },
  { word: '不小于', bound: 'ge' },
  { word: '不高于', bound: 'le' },
  { word: '不超过', bound: 'le' },
  { word: '不大于', bound: 'le' },
  { word: '不多于', bound: 'le' },
  { word: '超过', bound: 'gt' },
  { word: '超出', bound: 'gt' },
  { word: '突破', bound: 'gt' },
  { word: '跨越', bound: 'gt' },
  { word: '越过', bound: 'gt' },
  { word: '高于', bound: 'gt' },
  { word: '大于', bound: 'gt' },
  { word: '多于', bound: 'gt' },
  { word: '至少', bound: 'ge' },
  { word: '最少', bound: 'ge' },
  { word: '将近', bound: 'lt' },
  { word: '接近', bound: 'lt' },
  { word: '逼近', bound: 'lt' },
  { word: '不足', bound: 'lt' },
  { word: '不到', bound: 'lt' },
  { word: '低于', bound: 'lt' },
  { word: '少于', bound: 'lt' },
  { word: '小于', bound: 'lt' },
  { word: '未满', bound: 'lt' },
  { word: '未达', bound: 'lt' },
  { word: '近乎', bound: 'lt' },
  { word: '几近', bound: 'lt' },
  { word: '直逼', bound: 'lt' },
  { word: '至多', bound: 'le' },
  { word: '最多', bound: 'le' },
  { word: '大约', bound: 'approx' },
  { word: '大概', bound: 'approx' },
  { word: '大致', bound: 'approx' },
  { word: '约莫', bound: 'approx' },
  { word: '大於', bound: 'gt' },
  { word: '超', bound: 'gt' },
  { word: '逾', bound: 'gt' },
  { word: '破', bound: 'gt', not: '打爆' },
  { word: '过', bound: 'gt', not: '通经不路渡难太好走跑飞越' },
  { word: '近', bound: 'lt', not: '附最临邻靠亲' },
  { word: '约', bound: 'approx', not: '节合签契预条公制履违失集' },
  { word: '約', bound: 'approx', not: '節合簽契預條公制履違' },
]

/** Words that may stand between a bound and its number without changing it: 超过了, 约为, 约有, 突破至. */
const links = ['达', '到', '达到', '了', '为', '有', '至', '是', '需', '共']

/** By last character: the words that may end where a number begins. */
const beforeBy = new Map<string, Word[]>()
for (const one of before) {
  const last = one.word.at(-1)!
  beforeBy.set(
    last,
    [...(beforeBy.get(last) ?? []), one].sort((a, b) => b.word.length - a.word.length),
  )
}
const linksBy = new Map<string, string>(links.map((link) => [link.at(-1)!, link]))

const endsWith = (text: string, word: string, end: number, from: number): boolean =>
  end - word.length >= from && text.startsWith(word, end - word.length)

/** The bound word that ends right before `at` (spaces and one linking word allowed), not looking left of `from`. */
export const boundBefore = (text: string, at: number, from: number, free = false): BoundWord | null => {
  let end = at
  while (end > from && text[end - 1] === ' ') end--
  for (let pass = 0; pass < 2; pass++) {
    const last = text[end - 1]
    if (last === undefined || end <= from) return null
    for (const { word, bound, not, free: freely } of beforeBy.get(last) ?? []) {
      if ((freely && !free) || !endsWith(text, word, end, from)) continue
      const start = end - word.length
      if (not && start > 0 && not.includes(text[start - 1]!)) continue
      return { bound, start, end }
    }
    const link = linksBy.get(last)
    if (link === undefined || pass === 1) return null
    // 达到 links as one word where all of it stands there.
    end -= endsWith(text, link, end, from) ? link.length : 1
    while (end > from && text[end - 1] === ' ') end--
  }
  return null
}

const after: Word[] = [
  { word: '之上', bound: 'gt', free: true },
  { word: '之下', bound: 'lt', free: true },
  { word: '或者以上', bound: 'ge' },
  { word: '或者更多', bound: 'ge' },
  { word: '或更多', bound: 'ge' },
  { word: '或更高', bound: 'ge' },
  { word: '或者以下', bound: 'le' },
  { word: '或者更少', bound: 'le' },
  { word: '或更少', bound: 'le' },
  { word: '或更低', bound: 'le' },
  { word: '或以下', bound: 'le' },
  { word: '及以上', bound: 'ge' },
  { word: '或以上', bound: 'ge' },
  { word: '以上', bound: 'ge' },
  { word: '及以下', bound: 'le' },
  { word: '以下', bound: 'le' },
  { word: '以内', bound: 'le' },
  { word: '之内', bound: 'le' },
  { word: '左右', bound: 'approx' },
  { word: '上下', bound: 'approx' },
  { word: '有余', bound: 'gt' },
  { word: '出头', bound: 'gt' },
  { word: '封顶', bound: 'le' },
  { word: '开外', bound: 'gt' },
  { word: '不到', bound: 'lt', not: '' },
  { word: '不足', bound: 'lt', not: '' },
  { word: '多', bound: 'gt', not: '' },
  { word: '余', bound: 'gt', not: '' },
]

/** 多 and 余 behind a unit bound the number only where a word ends: 4亿元多, not 3个多月. */
const endsWord = (text: string, at: number): boolean => at >= text.length || '，,。；;、）)”的 \n'.includes(text[at]!)

const afterBy = new Map<string, Word[]>()
for (const one of after) afterBy.set(one.word[0]!, [...(afterBy.get(one.word[0]!) ?? []), one])

/** The bound word that begins right after `at`. */
export const boundAfter = (text: string, at: number, free = false): BoundWord | null => {
  const start = text[at] === ' ' ? at + 1 : at
  for (const { word, bound, not, free: freely } of afterBy.get(text[start] ?? '') ?? []) {
    if ((freely && !free) || !text.startsWith(word, start)) continue
    if (not !== undefined && !endsWord(text, start + word.length)) continue
    return { bound, start, end: start + word.length }
  }
  return null
}

import { sentenceStart } from './mentions.ts'

const said =
  /(?:^|[。;!?,\s“”])(?:据|根据|按照)?([一-鿿A-Za-z0-9()《》“”·]{2,30}?)(?:\d{1,2}日)?(?:在[^,。]{2,16}(?:上|中|时))?(?:介绍|表示|指出|透露|强调|坦言|认为|说|称|显示|统计|测算|报道|披露|公告)(?:称|说|,|:)/g
const source = /(?:数据|公告|公报|报告|资料|信息|统计|年报|报道)$/
const nobody = /^(?:其中|同时|目前|此外|此前|对此|会议|另据|据悉|与会|多位|也|还|并|就)|[的了]$/

/**
 * Who a claim that begins at `at` is said by, as the words before it in its sentence say: 某局局长介绍, 统计数据显示, 公司公告称. Null where
 * the page says it itself.
 */
export const saidBy = (text: string, at: number): string | null => {
  const begin = sentenceStart(text, at)
  const before = text.slice(begin, at)
  if (!/[,:称说]/.test(before)) return null
  let last: string | null = null
  for (const match of before.matchAll(said)) {
    const words = match[1]!
      .replace(/^(?:据|根据|按照|由|从)/, '')
      .replace(/^.*[,。]/, '')
      .replace(/\([^()]*\)|\d{1,2}月\d{1,2}日.*$|晚间$/g, '')
    if (words.length < 2 || (nobody.test(words) && !source.test(words))) continue
    last = words
  }
  return last
}

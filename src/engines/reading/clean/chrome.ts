import { isCode } from './debris.ts'
import { furniture, notice, related, sharedFurniture } from './furniture.ts'
import type { Line, Vocabulary } from './lines.ts'
import { isProse } from './lines.ts'
import type { SetAsideRule } from './words.ts'

const breadcrumb =
  /^[>»›\s]*(?:您?(?:当前|现在|所在)的?位置|您的位置|当前页面|位置)\s*[::]|^首页\s*[>»›/]|(?:[^>»›]{1,12}[>»›]){2,}/
const label = /^[【[(]?(?:AI|智能)?(?:导读|摘要|导语|内容提要|编者按|正文|全文)[】\])]?\s*[::]?$/
const caption =
  /^[((【[]?(?:相关)?(?:资料图|资料图片|图片|图|图源)(?:片)?(?:仅供参考|来源.{0,16}|说明.{0,30})?[))】\]]?$|^[((](?:资料图片|图片)仅供参考[))]$/
/** The name of a picture file where the picture was. */
const fileName =
  /^[\w一-鿿\-.()（） ]{1,80}\.(?:png|jpe?g|gif|bmp|webp)\)?$|^(?:微信图片|微信截图|IMG|DSC)[_\d][\w-]{6,}$/i
const rule = /^[-=_*~—─·.\s]{3,}.{0,4}[-=_*~—─·.\s]{3,}$/
const datedLink = /(?:\[|\()?\d{4}-\d{2}-\d{2}(?:\]|\))?$/
const opening =
  /^(?:扫一扫|长按(?:识别|关注)|打开(?:微信|APP)|点击(?:下方|上方|这里|阅读|查看)|关注(?:我们|公众号)|分享到|返回(?:首页|顶部|列表)|加载更多|展开全文)/i
const bylineOrMeta = /来源|作者|记者|编辑|责编|发布|日期|时间|通讯员|本报|摄影|文号|索引号|\d{4}[-年]\d{1,2}/

const wordShare = (line: string): number => {
  // Long numbers and addresses say nothing for or against.
  const text = line.replace(/\d{5,}|[\w.-]+@[\w.-]+|https?:\S+|\d{3,4}-\d{5,}/g, ' ')
  let covered = 0
  for (const match of text.matchAll(furniture)) covered += match[0].length
  for (const match of text.replace(furniture, '').matchAll(sharedFurniture)) covered += match[0].length / 2
  let visible = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x2fff || (code > 47 && code < 58) || (code > 64 && code < 123)) visible++
  }
  return visible === 0 ? 0 : covered / visible
}

/** Who to call at an office, which is the page's own unless it stands among words of a site. */
const contact = /^[((]?(?:联系|咨询|办公|监督|举报|服务|受理|报名)?(?:人|电话|方式|地址|邮箱|传真)\s*[::]\s*\S/

const ruleOf = (line: Line, vocabulary: Vocabulary): SetAsideRule | null => {
  const { text } = line
  if (line.hanzi === 0 && line.letters === 0 && line.digits === 0) return 'no-words'
  if (isCode(line)) return 'debris'
  if (text.length > 400) return null
  if (/-->\s*$|^<!--/.test(text)) return 'debris'
  if (/^[?©\s]*(?:Copyright\s*)?[?©]?\s*\d{4}\s*-\s*\d{4}\s/i.test(text) && line.hanzi < 24) return 'site-words'
  if (/^第?[A-Z]?\d{1,3}版(?:\s*[::].{0,10})?$/.test(text)) return 'site-words'
  if (notice.test(text) && text.length < 300) return 'notice'
  if (text.length > 90) return null
  if (related.test(text)) return 'related-heading'
  if (label.test(text) || caption.test(text) || fileName.test(text)) return 'site-words'
  if (rule.test(text) && line.hanzi <= 4) return 'no-words'
  if (/^(?:Baidu|map|icon|Workflow|Qzone|QQ|English)$|^搜 ?索$/.test(text)) return 'site-words'
  if (opening.test(text) && line.hanzi <= 20 && !line.endsSentence) return 'site-words'
  if (breadcrumb.test(text) && !line.endsSentence) return 'breadcrumb'
  if (line.endsSentence && line.hanzi > 14) return null
  if (contact.test(text) && !siteOnly.test(text)) return null
  const share = wordShare(text)
  if (share === 0) return null
  // A list of links to the site's own sections: short words between bars or spaces.
  const pieces = text.split(/[|丨｜\s·/>-]+/).filter(Boolean)
  if (share >= 0.55) return 'site-words'
  if (bylineOrMeta.test(text) && share < 0.5) return null
  if (pieces.length >= 3 && pieces.every((p) => p.length <= 10) && share >= 0.15) return 'site-words'
  if (/^[@\-*]/.test(text) && share >= 0.25) return 'site-words'
  return share >= 0.3 && vocabulary.share(text, 0) < 0.5 ? 'site-words' : null
}

/**
 * Marks site furniture: path lines, menus, buttons, notices, captions without words, and lists of other stories under a
 * heading such as 猜你喜欢, up to the next prose that shares words with the page. Lines already `taken` keep their rule.
 */
export const findChrome = (
  lines: readonly Line[],
  vocabulary: Vocabulary,
  taken: readonly (SetAsideRule | null)[] = [],
): (SetAsideRule | null)[] => {
  const rules = lines.map((line, i) => taken[i] ?? ruleOf(line, vocabulary))
  // Below the last sentence the name of the site's own channel (电池网微信) is furniture even where it shares a word with the story.
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!
    if (rules[i] !== null) continue
    if (line.endsSentence || line.text.length > 12 || bylineOrMeta.test(line.text) || wordShare(line.text) < 0.3) break
    rules[i] = 'site-words'
  }
  // A headline with its day glued on, below the story, is a link to another one.
  const firstProse = lines.findIndex((line, i) => rules[i] === null && isProse(line))
  if (firstProse >= 0)
    for (let i = firstProse + 1; i < lines.length; i++) {
      const { text, endsSentence, hanzi } = lines[i]!
      if (
        rules[i] === null &&
        !endsSentence &&
        hanzi >= 8 &&
        text.length < 60 &&
        datedLink.test(text) &&
        !bylineOrMeta.test(text.replace(datedLink, ''))
      )
        rules[i] = 'related-story'
    }
  for (let i = 0; i < lines.length; i++) {
    if (rules[i] !== 'related-heading') continue
    for (let k = i + 1; k < lines.length; k++) {
      const line = lines[k]!
      if (rules[k] === 'related-heading') break
      if (isProse(line) && line.hanzi >= 60 && vocabulary.share(line.text, 1) >= 0.4) break
      rules[k] ??= 'related-story'
    }
  }
  joinCode(lines, rules)
  markCounters(lines, rules, firstProse)
  markMasthead(lines, rules, firstProse)
  markTail(lines, rules)
  markTwins(lines, rules)
  return rules
}

/** Counters and size buttons around a story: 326, T + -. In a column of numbers they are a table's. */
const counter = /^(?:\d{1,7}|[TA]\s*\+?\s*[-−]?\s*(?:[TA]\s*[-+−]?)?)$/
const markCounters = (lines: readonly Line[], rules: (SetAsideRule | null)[], firstProse: number): void => {
  let last = firstProse
  for (let i = firstProse; i >= 0 && i < lines.length; i++) if (rules[i] === null && isProse(lines[i]!)) last = i
  lines.forEach((line, i) => {
    if (rules[i] !== null || firstProse < 0 || (i > firstProse && i < last) || !counter.test(line.text)) return
    const isColumn = [i - 1, i + 1].some((k) => lines[k] && rules[k] === null && /^[\d.,%-]+$/.test(lines[k]!.text))
    if (!isColumn) rules[i] = 'site-words'
  })
}

const today =
  /^(?:今天是\s*[::]?\s*)?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*,?\s*(?:星期|周)[一二三四五六日天])?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$/

/** The day of the visit on top of a site, which is not the day of the story: a later line above the prose has its own. */
const markMasthead = (lines: readonly Line[], rules: (SetAsideRule | null)[], firstProse: number): void => {
  let at = -1
  for (let i = 0; i < firstProse; i++) {
    if (rules[i] !== null) continue
    const { text } = lines[i]!
    if (at < 0 && today.test(text)) at = i
    else if (
      at >= 0 &&
      /来源|发布|时间|日期|作者|\d{1,2}:\d{2}/.test(text) &&
      /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}/.test(text)
    ) {
      rules[at] = 'site-words'
      return
    }
  }
}

/** Lines without a Chinese character between two lines of code are code too. */
const joinCode = (lines: readonly Line[], rules: (SetAsideRule | null)[]): void => {
  let last = -1
  for (let i = 0; i < lines.length; i++) {
    if (rules[i] === 'debris' || (rules[i] === 'no-words' && /[{}()]/.test(lines[i]!.text))) {
      if (last >= 0 && i - last <= 4) for (let k = last + 1; k < i; k++) rules[k] ??= 'debris'
      last = i
    } else if (lines[i]!.hanzi > 0) last = -1
  }
}

/** A short line that was set aside once is the same where it stands again: sites print their menus above and below. */
const markTwins = (lines: readonly Line[], rules: (SetAsideRule | null)[]): void => {
  const aside = new Map<string, SetAsideRule>()
  lines.forEach((line, i) => {
    const rule = rules[i]
    if ((rule === 'related-story' || rule === 'site-words') && line.text.length <= 30) aside.set(line.text, rule)
  })
  lines.forEach((line, i) => {
    if (rules[i] === null && line.text.length <= 30) rules[i] = aside.get(line.text) ?? null
  })
}

const endMark = /^[[【((]?(?:责任编辑|责编|编辑|审核|终审|校对|监制)/
const tailMeta =
  /^[[【((]?(?:来源|作者|记者|责任编辑|责编|编辑|编审|发布(?:时间|日期)|时间|日期|通讯员|本报|摄影|文号|索引号|审核|校对|监制|总编|值班)|(?:来源|作者|编辑)\s*[::]/
/** Who runs a site and where, which a paper may also say of its own office: furniture only beside words of a site. */
const imprint =
  /^(?:主办|承办|协办|运维|技术支持|版权|地址|邮编|电话|传真|联系电话|联系地址|联系方式|联系邮箱)(?:单位)?\s*[::]/
const siteOnly = /ICP|公网安备|网站(?:标识码|支持|技术|地图|声明)|Copyright|分辨率|浏览器/i

/** What may well stand below the last paragraph of a paper: attachments, signatures, days, table rows. */
const ownTail =
  /附件|附[::1-9]|^\d{4}年\d{1,2}月\d{1,2}日$|[省市县区厅局委办会院府室处站所部]$|^(?:联系人|抄送|主送|此件)|注[::]|[%|]|\d\s*(?:万|亿|吨|家|个|元)/

/**
 * Headlines of other stories below the end, without a heading over them: once the last paragraph is passed and a line of the
 * site (editor, notice, menu) has come, what follows and is no sentence is not the story's.
 */
const markTail = (lines: readonly Line[], rules: (SetAsideRule | null)[]): void => {
  let last = -1
  for (let i = lines.length - 1; i >= 0 && last < 0; i--) if (rules[i] === null && isProse(lines[i]!)) last = i
  if (last < 0) return
  let isOver = false
  const isSite = lines.some((line, i) => i > last && line.text.length < 200 && siteOnly.test(line.text))
  for (let i = last + 1; i < lines.length; i++) {
    const line = lines[i]!
    if (rules[i] === null && isSite && line.text.length < 90 && (imprint.test(line.text) || siteOnly.test(line.text)))
      rules[i] = 'site-words'
    if (rules[i] !== null) {
      isOver ||= rules[i] === 'notice' || rules[i] === 'related-heading' || rules[i] === 'site-words'
      continue
    }
    if (endMark.test(line.text)) {
      isOver = true
      continue
    }
    if (!isOver || line.endsSentence || tailMeta.test(line.text) || ownTail.test(line.text)) continue
    if (contact.test(line.text)) continue
    rules[i] = line.hanzi >= 8 && !/^(?:标签|关键词|tags?)\s*[::]/i.test(line.text) ? 'related-story' : 'site-words'
  }
}

import { type Token, Tokenizer, TokenizerMode } from 'parse5'
import type { Found } from './clean/injected.ts'
import type { SetAsideRule } from './clean/words.ts'

export interface Rendered {
  /** What a person would read, paragraphs on lines of their own. Offsets of a reading of HTML point into it. */
  text: string
  /** Spans outside the story by the page's structure, sorted and apart. */
  outside: Found[]
  title: string | undefined
  publisher: string | undefined
  published: string | undefined
}

/** Whether a text is an HTML page and not a text that mentions a tag. */
export const looksLikeHtml = (text: string, name?: string): boolean => {
  const head = text.slice(0, 4096)
  if (
    /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,400}-->\s*)?<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]/i.test(
      head,
    )
  )
    return true
  const named = /\.x?html?$/i.test(name ?? '')
  const tags = head.match(/<\/?(?:div|p|span|br|table|td|a|h[1-6]|ul|li|section|article)\b/gi)?.length ?? 0
  return named ? tags > 0 : tags >= 6 && /^\s*</.test(head)
}

const words = (list: string): Set<string> => new Set(list.split(' '))
const blocks = words(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul',
)
const voids = words('area base br col embed hr img input link meta param source track wbr frame')
const silent = words('script style noscript template svg math iframe object canvas audio video select datalist map')
const raw: Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.DATA,
  iframe: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
}

const commentName = /comment|pinglun|reply|liuyan|guestbook|gentie/i
const furnitureName =
  /(?:^|[\s_-])(?:nav|menu|header|footer|foot|sidebar|side|aside|breadcrumb|crumbs?|position|location|weizhi|share|copyright|related|recommend|hot|rank|links?|banner|advert|ads?|toolbar|pager|page-?nav|top-?bar|qrcode|erweima|login|search)(?:$|[\s_-])/i
/** Names under which government and newspaper sites keep the story. */
const storyName =
  /(?:^|[\s_-])(?:TRS_Editor|TRS_UEDITOR|UCAP-CONTENT|pages_content|article-?(?:content|body|con|text|detail|main)|Article_content|news_?(?:content|text|body|con|detail)|content_?(?:text|body|detail|main|area)|rm_txt_con|left_zw|text_con|conTxt|artical|artibody|zoom|js_content|rich_media_content|view|detail|main-?(?:text|content)|entry-content|post-content|txtcont|xxgk_content)(?:$|[\s_-])/i

interface Element {
  tag: string
  parent: number
  /** Offsets in the rendered text. */
  start: number
  end: number
  /** Characters of sentences outside links, with what the children hold. */
  prose: number
  name: string
  hidden: boolean
}

const depthLimit = 600
const publishedNames =
  /^(?:publishdate|pubdate|article:published_time|og:release_date|weibo:article:create_at|publish_time|firstpublishedtime|dateofpublication)$/i
const publisherNames = /^(?:contentsource|og:site_name|source|article:publisher|mediaid|sitename|site_name)$/i
const titleNames = /^(?:articletitle|og:title)$/i

/**
 * An HTML page as the text a person reads, in one pass over parse5's tokens: no tree is built, so that a hundred thousand
 * nested tags cost no stack and no search. The story is the deepest element that holds most of the sentences outside links
 * (or a container known from government sites that holds half of them); the rest is marked as outside, headings excepted.
 */
export const renderHtml = (source: string): Rendered => {
  const parts: string[] = []
  let length = 0
  let lastIsBreak = true
  let lastIsSpace = true
  const elements: Element[] = [{ tag: '#root', parent: -1, start: 0, end: 0, prose: 0, name: '', hidden: false }]
  const stack: number[] = [0]
  let skipped = 0
  let silentDepth = 0
  let silentTag = ''
  let links = 0
  let inTitle = false
  let pre = 0
  let titleTag = ''
  const metas = new Map<string, string>()
  const headings: number[] = []

  const put = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const newline = () => {
    if (lastIsBreak) return
    put('\n')
    lastIsBreak = true
    lastIsSpace = true
  }
  const text = (chars: string) => {
    if (inTitle) titleTag += chars.slice(0, 400)
    if (silentDepth > 0 || inTitle) return
    let out = pre > 0 ? chars : chars.replace(/[\s\u00a0]+/g, ' ')
    if (pre === 0 && lastIsSpace) out = out.replace(/^ /, '')
    if (out === '') return
    const only = out === ' '
    put(out)
    lastIsSpace = out.endsWith(' ') || out.endsWith('\n')
    if (!only) lastIsBreak = false
    if (links === 0 && !only) {
      let hanzi = 0
      for (let i = 0; i < out.length; i++) if (out.charCodeAt(i) >= 0x3400 && out.charCodeAt(i) <= 0x9fff) hanzi++
      const sentences = /[。;；，,]/.test(out) && hanzi >= 8 ? hanzi : 0
      elements[stack.at(-1)!]!.prose += sentences
    }
  }
  const close = (index: number) => {
    const element = elements[index]!
    element.end = length
    const parent = elements[element.parent]
    if (parent) parent.prose += element.prose
  }
  const open = (token: Token.TagToken) => {
    const tag = token.tagName
    if (tag === 'meta') {
      let name = ''
      let content = ''
      for (const { name: n, value } of token.attrs) {
        if (n === 'name' || n === 'property' || n === 'itemprop') name = value.trim().toLowerCase()
        else if (n === 'content') content = value.trim()
      }
      if (name && content && metas.size < 200) metas.set(name, content.slice(0, 400))
    }
    if (blocks.has(tag) || tag === 'br') newline()
    else if (tag === 'td' || tag === 'th') {
      if (!lastIsSpace) {
        put(' ')
        lastIsSpace = true
      }
    }
    if (voids.has(tag) || token.selfClosing) return
    const mode = raw[tag]
    if (mode !== undefined) tokenizer.state = mode
    if (tag === 'title' && silentDepth === 0) {
      inTitle = titleTag === ''
      return
    }
    if (silentDepth > 0) {
      if (tag === silentTag) silentDepth++
      return
    }
    if (silent.has(tag)) {
      silentDepth = 1
      silentTag = tag
      return
    }
    if (tag === 'a') links = 1
    if (tag === 'pre') pre++
    if (!blocks.has(tag) && tag !== 'td' && tag !== 'th' && tag !== 'span' && tag !== 'font') return
    // Deeper than any real page: counted, not kept, so that closing stays cheap.
    if (stack.length >= depthLimit) {
      skipped++
      return
    }
    let name = ''
    let hidden = false
    for (const { name: n, value } of token.attrs) {
      if (n === 'class' || n === 'id') name += ` ${value.slice(0, 200)}`
      else if (
        n === 'hidden' ||
        (n === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value.slice(0, 400)))
      )
        hidden = true
    }
    const index = elements.length
    elements.push({ tag, parent: stack.at(-1)!, start: length, end: length, prose: 0, name, hidden })
    stack.push(index)
    if (/^h[1-3]$/.test(tag) && headings.length < 50) headings.push(index)
  }
  const shut = (tag: string) => {
    if (tag === 'title') {
      inTitle = false
      return
    }
    if (silentDepth > 0) {
      if (tag === silentTag) silentDepth--
      return
    }
    if (tag === 'a') links = 0
    if (tag === 'pre' && pre > 0) pre--
    if (blocks.has(tag)) newline()
    if (!blocks.has(tag) && tag !== 'td' && tag !== 'th' && tag !== 'span' && tag !== 'font') return
    if (skipped > 0) {
      skipped--
      return
    }
    // A missing end tag is looked for a little way up; a stray one closes nothing.
    for (let k = stack.length - 1; k > 0 && k >= stack.length - 24; k--)
      if (elements[stack[k]!]!.tag === tag) {
        while (stack.length > k) close(stack.pop()!)
        return
      }
  }
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onComment: () => {},
      onDoctype: () => {},
      onStartTag: (token) => open(token),
      onEndTag: (token) => shut(token.tagName),
      onEof: () => {},
      onCharacter: (token) => text(token.chars),
      onNullCharacter: () => {},
      onWhitespaceCharacter: (token) => text(token.chars),
    },
  )
  tokenizer.write(source, true)
  while (stack.length > 0) close(stack.pop()!)

  const rendered = parts.join('')
  const meta = (pattern: RegExp): string | undefined => {
    for (const [name, value] of metas) if (pattern.test(name) && value) return value
    return undefined
  }
  const published = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(meta(publishedNames) ?? '')
  const heading = headings
    .map((i) => rendered.slice(elements[i]!.start, elements[i]!.end).trim())
    .find((h) => h.length >= 6 && h.length <= 120)
  const title = meta(titleNames) ?? heading ?? titleTag.trim().split(/\s*[_|]\s*|\s+[-–—]\s+/)[0]
  return {
    text: rendered,
    outside: outsideOf(elements, rendered.length, headings),
    title: title?.trim() || undefined,
    publisher: meta(publisherNames),
    published: published
      ? `${published[1]}-${published[2]!.padStart(2, '0')}-${published[3]!.padStart(2, '0')}`
      : undefined,
  }
}

/** The element that holds the story, by the weight of sentences outside links; -1 when the page has too few to tell. */
const storyOf = (elements: readonly Element[]): number => {
  const total = elements[0]!.prose
  if (total < 24) return -1
  let known = -1
  for (let i = 1; i < elements.length; i++) {
    const element = elements[i]!
    if (element.prose >= 0.5 * total && storyName.test(element.name) && !commentName.test(element.name)) known = i
  }
  if (known >= 0) return known
  // Children come after their parent, so the last element that holds enough is the deepest on the heaviest path.
  let best = 0
  for (let i = 1; i < elements.length; i++) {
    const element = elements[i]!
    if (element.parent === best && element.prose >= 0.7 * total && element.tag !== 'p' && element.tag !== 'span')
      best = i
  }
  return best
}

const outsideOf = (elements: readonly Element[], length: number, headings: readonly number[]): Found[] => {
  const story = storyOf(elements)
  const total = elements[0]!.prose
  const found: Found[] = []
  const put = (start: number, end: number, rule: SetAsideRule) => {
    if (end > start) found.push({ start, end, rule })
  }
  let coveredTo = 0
  for (let i = 1; i < elements.length; i++) {
    const element = elements[i]!
    if (element.end <= coveredTo || element.prose > 0.5 * total) continue
    const comment = commentName.test(element.name)
    if (
      comment ||
      element.hidden ||
      furnitureName.test(element.name) ||
      element.tag === 'nav' ||
      element.tag === 'footer' ||
      (element.tag === 'aside' && element.prose < 0.3 * total)
    ) {
      // The heading of the story may stand in a header; it is kept.
      if (headings.some((h) => elements[h]!.start >= element.start && elements[h]!.end <= element.end) && !comment)
        continue
      put(element.start, element.end, comment ? 'comment-zone' : 'outside-main')
      coveredTo = element.end
    }
  }
  if (story > 0) {
    const { start, end } = elements[story]!
    const kept = headings.map((i) => elements[i]!).filter((h) => h.end <= start)
    let at = 0
    for (const heading of kept.slice(-1)) {
      put(at, heading.start, 'outside-main')
      at = heading.end
      // Source and date stand between the heading and the story.
      at = Math.min(start, at + 160)
    }
    put(at, start, 'outside-main')
    put(end, length, 'outside-main')
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Found[] = []
  let at = 0
  for (const span of found) {
    const start = Math.max(at, span.start)
    if (start >= span.end) continue
    merged.push({ ...span, start })
    at = span.end
  }
  return merged
}

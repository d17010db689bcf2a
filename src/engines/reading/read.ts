import { createHash } from 'node:crypto'
import { paragraphsOf } from './blocks.ts'
import type { Reading, SetAside } from './claim.ts'
import { type Draft, settle, withoutListCounts } from './claims.ts'
import { clean } from './clean/clean.ts'
import { setAsideRules } from './clean/words.ts'
import { type PageFacts, pageFacts } from './context.ts'
import { decode } from './decode.ts'
import { looksLikeHtml, renderHtml } from './html.ts'
import { readMeaning } from './meaning.ts'
import { readNamed } from './named/named.ts'
import { suggestOrder } from './order.ts'
import type { Passage } from './passage.ts'
import { normalise } from './script.ts'
import { viewOf } from './view.ts'

export interface ReadOptions {
  /** File name; its ending is a weak sign of what the file is. */
  name?: string | undefined
  /** ISO day the page was published, when the one who adds it knows. */
  published?: string | undefined
  /** Encoding the server or the person said; checked, not trusted. */
  declaredEncoding?: string | undefined
}

const languageOf = (hanzi: number, text: string, traditional: boolean): string => {
  if (/[぀-ヿ]{4}/.test(text.slice(0, 20_000)) && (text.slice(0, 20_000).match(/[぀-ヿ]/g)?.length ?? 0) > hanzi * 0.3)
    return 'ja'
  if (hanzi >= 4) return traditional ? 'zh-Hant' : 'zh-Hans'
  if (/[가-힯]{2}/.test(text)) return 'ko'
  if (/[Ѐ-ӿ]{4}/.test(text)) return 'ru'
  return /[a-z]{2}/i.test(text) ? 'en' : 'und'
}

/** Quantities and times; they come without their quote, which is whatever stands in the page at their offsets. */
const meaningOf = (passages: readonly Passage[], facts: PageFacts, raw: string): Draft[] =>
  readMeaning(passages, facts.context).map((claim) => ({ ...claim, quote: raw.slice(claim.start, claim.end) }))

/**
 * Reads one document: bytes → text → what is its own and what is not → claims, each quoting the text it came from.
 * `raw` is the decoded text (for HTML the text as rendered, see docs/decisions/0009); offsets are UTF-16 units of it.
 * Pure: no I/O, no clock. Throws KnownError where there is nothing to read (see decode.ts); a page without Chinese is read
 * with its language named and without claims.
 */
export const read = (bytes: Uint8Array, options: ReadOptions = {}): Reading => {
  const decoded = decode(bytes, options.declaredEncoding)
  const html = looksLikeHtml(decoded.text, options.name) ? renderHtml(decoded.text) : null
  const raw = html?.text ?? decoded.text
  const normal = normalise(raw)
  const language = languageOf(normal.hanzi, raw, normal.traditional)
  const cleaned = clean(normal.text, html?.outside ?? [])
  const paragraphs = paragraphsOf(cleaned)
  suggestOrder(paragraphs)
  const asideText = cleaned.lines
    .filter((_, i) => cleaned.aside[i] !== null)
    .map((line) => line.text)
    .join('\n')
    .slice(0, 20_000)
  const facts = pageFacts(paragraphs, asideText, {
    published: options.published ?? html?.published,
    publisher: html?.publisher,
    title: html?.title,
  })

  const passages: Passage[] = []
  const meta: Passage[] = []
  let m = 0
  for (const { block } of paragraphs) {
    while (m < cleaned.marks.length && cleaned.marks[m]!.end <= block.start) m++
    if (block.role === 'title') continue
    const passage = { block, view: viewOf(normal.text, block.start, block.end, cleaned.marks, m) }
    if (block.role === 'meta') meta.push(passage)
    else passages.push(passage)
  }
  passages.sort((a, b) => a.block.order - b.block.order)

  const isChinese = language === 'zh-Hans' || language === 'zh-Hant'
  const claims = isChinese
    ? settle(raw, withoutListCounts([...meaningOf(passages, facts, raw), ...readNamed(passages, meta, raw, facts)]))
    : []
  const setAside = cleaned.marks.map(
    ({ start, end, rule, reason }): SetAside => ({
      start,
      end,
      reason,
      text: raw.slice(start, end),
      why: setAsideRules[rule].zh,
    }),
  )
  const titleBlock = paragraphs.find((p) => p.block.role === 'title')?.block
  return {
    document: {
      // As the page writes it: the context holds the normalised form.
      title: titleBlock && !html?.title ? raw.slice(titleBlock.start, titleBlock.end) : facts.context.title,
      publisher: facts.context.publisher,
      published: facts.published,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      encoding: decoded.encoding,
      language,
    },
    raw,
    blocks: paragraphs.map((p) => p.block),
    setAside,
    claims,
  }
}

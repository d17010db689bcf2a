import { createHash } from 'node:crypto'
import { paragraphsOf } from './blocks.ts'
import type { Reading, SetAside, SetAsideReason, Span } from './claim.ts'
import { type Draft, settle, withoutListCounts } from './claims.ts'
import { clean } from './clean/clean.ts'
import { setAsideRules } from './clean/words.ts'
import { type PageFacts, pageFacts } from './context.ts'
import { fingerprintOf } from './copies.ts'
import { type OpenOptions, openDocument, openText } from './intake/open.ts'
import { readMeaning } from './meaning.ts'
import { readNamed } from './named/named.ts'
import type { Opened } from './opened.ts'
import { suggestOrder } from './order.ts'
import type { Passage } from './passage.ts'
import { normalise } from './script.ts'
import { besideTables, withBlocksOf } from './tables/beside.ts'
import { readTables, tablesIn } from './tables/tables.ts'
import { textGrids } from './tables/text-grids.ts'
import { viewOf } from './view.ts'

export interface ReadOptions extends OpenOptions {
  /** ISO day the page was published, when the one who adds it knows. */
  published?: string | undefined
  /** Spans of the raw text a person put back into the body. */
  putBack?: readonly Span[] | undefined
  /** Spans of the raw text a person set aside, and as what. */
  putAside?: readonly (Span & { reason: SetAsideReason })[] | undefined
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
 * Reads one text or HTML document: bytes → text → what is its own and what is not → claims, each quoting the text it came from.
 * `raw` is the decoded text (for HTML the text as rendered, see docs/decisions/0009); offsets are UTF-16 units of it.
 * Pure: no I/O, no clock. Throws KnownError where there is nothing to read (see decode.ts); a page without Chinese is read
 * with its language named and without claims.
 */
export const read = (bytes: Uint8Array, options: ReadOptions = {}): Reading =>
  readOpened(openText(bytes, options), sha256Of(bytes), options)

/** Reads a document of any format the intake opens: text, HTML, PDF, Word, Excel. Else as `read`. */
export const readDocument = async (bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading> =>
  readOpened(await openDocument(bytes, options), sha256Of(bytes), options)

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Reads what has been opened. `options.published` wins over what the file says of itself. */
export const readOpened = (opened: Opened, sha256: string, options: Pick<ReadOptions, 'published'> = {}): Reading => {
  const { raw } = opened
  const normal = normalise(raw)
  const language = languageOf(normal.hanzi, raw, normal.traditional)
  const tables = tablesIn(opened.format === 'text' ? textGrids(raw) : opened.grids, normal.text, opened.outside)
  const prose = besideTables(normal.text, tables)
  const cleaned = clean(prose, opened.outside)
  const paragraphs = paragraphsOf(cleaned)
  suggestOrder(paragraphs)
  const asideText = cleaned.lines
    .filter((_, i) => cleaned.aside[i] !== null)
    .map((line) => line.text)
    .join('\n')
    .slice(0, 20_000)
  const facts = pageFacts(paragraphs, asideText, {
    published: options.published ?? opened.published,
    publisher: opened.publisher,
    title: opened.title,
  })

  const passages: Passage[] = []
  const meta: Passage[] = []
  let m = 0
  for (const { block } of paragraphs) {
    while (m < cleaned.marks.length && cleaned.marks[m]!.end <= block.start) m++
    if (block.role === 'title') continue
    const passage = { block, view: viewOf(prose, block.start, block.end, cleaned.marks, m) }
    if (block.role === 'meta') meta.push(passage)
    else passages.push(passage)
  }
  passages.sort((a, b) => a.block.order - b.block.order)

  const isChinese = language === 'zh-Hans' || language === 'zh-Hant'
  const claims = isChinese
    ? settle(
        raw,
        withoutListCounts([
          ...meaningOf(passages, facts, raw),
          ...readNamed(passages, meta, raw, facts),
          ...readTables(tables, normal.text, raw, facts),
        ]),
      )
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
      title:
        titleBlock && opened.title === undefined ? raw.slice(titleBlock.start, titleBlock.end) : facts.context.title,
      publisher: facts.context.publisher,
      published: facts.published,
      sha256,
      format: opened.format,
      encoding: opened.encoding,
      language,
    },
    raw,
    origins: opened.origins,
    notices: opened.notices ?? [],
    blocks: withBlocksOf(
      tables,
      paragraphs.map((p) => p.block),
    ),
    setAside,
    claims,
    fingerprint: fingerprintOf(passages.map(({ view }) => view.text)),
  }
}

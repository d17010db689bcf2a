import { findPlaces, fullNameOf, type Region } from '../../../base/region.ts'
import { blankClaim } from '../claim.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import { findOrganisations } from '../named/organisations.ts'
import type { Matrix } from './matrix.ts'

/** Headers over names of organisations. */
export const organisationHeader =
  /企业|公司|单位名称|实施单位|实施主体|投资主体|建设主体|建设单位|业主|投资方|投资人|牵头单位|责任单位|承建|供应商|厂家|厂商|生产商|股东|机构|运营商/

const surelyOrganisation = /(?:公司|集团|研究院|研究所|大学|学院|管委会|协会|商会|人民政府)$/
const organisationEnd =
  /(?:公司|集团|厂|合作社|研究院|研究所|设计院|大学|学院|中心|协会|商会|管委会|委员会|局|办|人民政府|银行|医院|分公司|基地|总部|矿)$/

/** Characters of a column that are looked at together, so that its places support each other. */
const longestColumn = 200_000

/**
 * The place each text names when it names nothing else (临武, 郴州高新区). Texts of one column support each other, as
 * neighbours of one prefecture do in a list.
 */
export const placesOfTexts = (texts: readonly string[], facts: PageFacts): Map<string, Region> => {
  const found = new Map<string, Region>()
  const distinct = [...new Set(texts)].filter(
    (text) => text.length >= 2 && text.length <= 16 && /^[一-鿿]+$/.test(text),
  )
  let joined = ''
  const starts: { text: string; start: number }[] = []
  for (const text of distinct) {
    if (joined.length > longestColumn) break
    starts.push({ text, start: joined.length })
    joined += `${text}、`
  }
  const mentions = findPlaces(joined, facts.regions)
  let m = 0
  for (const { text, start } of starts) {
    while (m < mentions.length && mentions[m]!.start < start) m++
    let at = start
    let region: Region | null = null
    // 湖南省郴州市临武县 is one address: the last place of the chain is meant.
    for (let k = m; k < mentions.length && mentions[k]!.start === at && mentions[k]!.kind !== 'cluster'; k++) {
      region = mentions[k]!.region
      at = mentions[k]!.end
    }
    if (region && at === start + text.length) found.set(text, region)
  }
  return found
}

/** Whether a text is the name of an organisation, under a header that may say so. */
export const isOrganisation = (text: string, header: string): boolean =>
  text.length >= 4 &&
  text.length <= 40 &&
  !/[，。；;：:]/.test(text) &&
  (surelyOrganisation.test(text) ||
    (organisationHeader.test(header) && !/项目/.test(header) && /^[一-鿿（）()A-Za-z·]+$/.test(text)))

const cellSpan = (matrix: Matrix, cell: number, raw: string): { start: number; end: number; quote: string } => {
  let { start, end } = matrix.cells[cell]!
  while (start < end && raw.charCodeAt(start) <= 32) start++
  while (end > start && raw.charCodeAt(end - 1) <= 32) end--
  return { start, end, quote: raw.slice(start, end) }
}

export const spanOf = cellSpan

/** A claim of the organisation a cell names. */
export const organisationDraft = (
  matrix: Matrix,
  cell: number,
  raw: string,
  header: string,
  place: Region | null,
  facts: PageFacts,
): Draft => {
  const name = matrix.text(cell)
  const places = findPlaces(name, facts.regions)
  const known = findOrganisations(name, places).find((one) => one.start === 0 && one.end === name.length)
  const own = places.filter((one) => one.kind === 'region').at(-1)?.region ?? place
  const confidence = known ? 0.95 : organisationEnd.test(name) && organisationHeader.test(header) ? 0.92 : 0.8
  return {
    ...blankClaim,
    kind: 'organisation',
    ...cellSpan(matrix, cell, raw),
    subject: name,
    measure: known?.type ?? 'company',
    place: own ? fullNameOf(own) : null,
    placeCode: own?.code ?? null,
    confidence,
    reasons: [known ? 'named.by-ending' : 'table.named-by-header'],
    status: confidence >= 0.9 ? 'auto' : 'pending',
  }
}

/** A claim of the place a cell names. */
export const placeDraft = (matrix: Matrix, cell: number, raw: string, region: Region): Draft => ({
  ...blankClaim,
  kind: 'place',
  ...cellSpan(matrix, cell, raw),
  subject: region.name,
  measure: region.level,
  place: fullNameOf(region),
  placeCode: region.code,
  confidence: matrix.text(cell) === region.name ? 0.97 : 0.9,
  reasons: [],
})

import type { Claim, Reading } from './claim.ts'

const claimJson = (c: Claim) => ({
  id: c.id,
  kind: c.kind,
  quote: c.quote,
  start: c.start,
  end: c.end,
  value: c.value,
  valueTo: c.valueTo,
  unit: c.unit,
  bound: c.bound,
  measure: c.measure,
  subject: c.subject,
  modality: c.modality,
  from: c.from,
  to: c.to,
  precision: c.precision,
  inferred: c.inferred,
  place: c.place,
  placeCode: c.placeCode,
  confidence: c.confidence,
  reasons: c.reasons,
  status: c.status,
  ...(c.items ? { items: c.items } : {}),
  ...(c.organisation ? { organisation: c.organisation } : {}),
  ...(c.attribution ? { attribution: c.attribution } : {}),
})

/**
 * The JSON of `quanlian read FILE --json`: document, blocks, setAside and claims with the keys of the design in its order,
 * further keys after them (`format` of the document, `origins` of its text, `notices` about the file, `why` of a set-aside; `items`, `organisation`, `attribution` of a claim). Without the raw text.
 */
export const readingJson = (reading: Reading) => {
  const { title, publisher, published, sha256, encoding, language, format } = reading.document
  return {
    document: { title, publisher, published, sha256, encoding, language, format },
    blocks: reading.blocks.map(({ start, end, role, order }) => ({ start, end, role, order })),
    setAside: reading.setAside.map(({ start, end, reason, text, why }) => ({ start, end, reason, text, why })),
    claims: reading.claims.map(claimJson),
    ...(reading.origins.length > 0 ? { origins: reading.origins } : {}),
    ...(reading.notices.length > 0 ? { notices: reading.notices } : {}),
  }
}

import { blankClaim, type Claim, type Reading } from '../engines/reading/claim.ts'
import { fingerprintOf } from '../engines/reading/copies.ts'

/** A claim that says nothing but where its quote stands; `said` fills in what the test is about. */
export const sampleClaim = (raw: string, quote: string, said: Partial<Claim> = {}): Claim => {
  const start = raw.indexOf(quote)
  if (start < 0) throw new Error(`${quote} is not in the sample`)
  return {
    id: 'c1',
    kind: 'quantity',
    quote,
    start,
    end: start + quote.length,
    ...blankClaim,
    confidence: 0.5,
    reasons: [],
    status: 'pending',
    ...said,
  }
}

/** A reading of one body block, for tests of what happens after reading. */
export const sampleReading = (raw: string, claims: Claim[], document: Partial<Reading['document']> = {}): Reading => ({
  document: {
    title: null,
    publisher: null,
    published: null,
    sha256: '0'.repeat(64),
    format: 'text',
    encoding: 'utf-8',
    language: 'zh',
    ...document,
  },
  raw,
  origins: [],
  notices: [],
  blocks: [{ start: 0, end: raw.length, role: 'body', order: 0 }],
  setAside: [],
  claims,
  fingerprint: fingerprintOf([raw]),
})

/** A yearly output of the lithium chain, as the reader would say it. */
export const outputClaim = (
  raw: string,
  quote: string,
  value: number,
  year: number,
  said: Partial<Claim> = {},
): Claim =>
  sampleClaim(raw, quote, {
    value,
    unit: 'CNY',
    bound: 'eq',
    measure: '产值',
    subject: '锂电新能源产业',
    modality: 'actual',
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    precision: 'year',
    place: '郴州市',
    placeCode: '431000',
    ...said,
  })

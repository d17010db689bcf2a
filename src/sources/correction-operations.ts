import { z } from 'zod'
import { fileOutput, readOperation } from '../access/operation.ts'
import { insiders } from '../access/roles.ts'
import { chinaDay } from '../base/clock.ts'
import { csv } from '../base/csv.ts'
import { type Correction, correctionsOf } from './correction-rows.ts'
import { mostCorrections } from './limits.ts'
import { correctionRow } from './schema.ts'

/** Corrections whose claim the reader bases on no named rule are counted under this code. */
const noRule = 'no-reason'

const rulesOf = (correction: Correction): string[] => (correction.rules.length > 0 ? correction.rules : [noRule])

const chosen = (all: readonly Correction[], rule: string | undefined, everything: boolean): Correction[] =>
  all.filter((one) => (everything || one.differs) && (rule === undefined || rulesOf(one).includes(rule)))

export const listCorrections = readOperation({
  name: 'sources.corrections',
  title: { zh: '与规则不同的更正', en: 'Corrections that differ from the rules' },
  summary: {
    zh: '人工更正而阅读器今天仍读作别样的陈述：按规则计数，附例子。',
    en: 'Claims people corrected and the reader still reads otherwise: counted by rule, with examples.',
  },
  who: insiders,
  input: z.object({
    /** A reason code of the reader: only corrections it stands behind. */
    rule: z.string().max(100).optional(),
    /** Also those in which reader and person agree by now. */
    all: z.boolean().default(false),
    limit: z.int().min(1).max(500).default(100),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({
    rules: z.array(z.object({ rule: z.string(), count: z.int(), examples: z.array(correctionRow) })),
    corrections: z.array(correctionRow),
    /** Corrections that fit what was asked for, of those looked at. */
    total: z.int(),
    /** How many corrections stand in the workspace as far as they were looked at, and whether there are older ones. */
    looked: z.int(),
    older: z.boolean(),
  }),
  run: async ({ db, caller }, { rule, all, limit, offset }) => {
    const found = await correctionsOf(db, caller.workspaceId, mostCorrections + 1)
    const looked = found.slice(0, mostCorrections)
    const byRule = new Map<string, Correction[]>()
    for (const correction of chosen(looked, undefined, all))
      for (const code of rulesOf(correction)) byRule.set(code, [...(byRule.get(code) ?? []), correction])
    const listed = chosen(looked, rule, all)
    return {
      rules: [...byRule]
        .map(([code, list]) => ({ rule: code, count: list.length, examples: list.slice(0, 3) }))
        .sort((a, b) => b.count - a.count || a.rule.localeCompare(b.rule)),
      corrections: listed.slice(offset, offset + limit),
      total: listed.length,
      looked: looked.length,
      older: found.length > mostCorrections,
    }
  },
})

/** A correction as a test case of the reader: what stands in the text, what people expect of it, what the reader made of it. No person is named. */
const caseOf = (one: Correction) => ({
  kind: one.kind,
  quote: one.quote,
  quoteStart: one.sentenceStart,
  sentence: one.sentence,
  published: one.published,
  document: one.sha256,
  /** Null: nothing should be claimed here. */
  expected:
    one.verdict === 'reject' ? null : Object.fromEntries(one.fields.map(({ field, person }) => [field, person])),
  reader: one.found ? Object.fromEntries(one.fields.map(({ field, reader }) => [field, reader])) : null,
  differs: one.differs,
  rules: one.rules,
})

const csvOf = (corrections: readonly Correction[]): string => {
  const head = [
    'kind',
    'quote',
    'quoteStart',
    'sentence',
    'published',
    'document',
    'expected',
    'field',
    'person',
    'reader',
  ]
  const rows = corrections.flatMap((one) => {
    const start = [one.kind, one.quote, String(one.sentenceStart), one.sentence, one.published ?? '', one.sha256]
    const rules = one.rules.join(' ')
    const differs = one.differs ? 'yes' : 'no'
    if (one.verdict === 'reject') return [[...start, 'nothing', '', '', '', differs, rules]]
    return one.fields.map(({ field, person, reader }) => [
      ...start,
      'claim',
      field,
      person ?? '',
      reader ?? '',
      differs,
      rules,
    ])
  })
  return csv([[...head, 'differs', 'rules'], ...rows])
}

export const correctionCases = readOperation({
  name: 'sources.cases',
  title: { zh: '导出更正为测试例', en: 'Corrections as test cases' },
  summary: {
    zh: '把更正导出为阅读器的测试例（JSON 或 CSV）：原句、引文、应读作什么；不含人名。',
    en: 'Corrections as test cases of the reader (JSON or CSV): sentence, quote, what is expected; without names of people.',
  },
  who: insiders,
  input: z.object({
    format: z.enum(['json', 'csv']).default('json'),
    rule: z.string().max(100).optional(),
    all: z.boolean().default(false),
  }),
  output: fileOutput,
  run: async ({ db, caller, clock }, { format, rule, all }) => {
    const corrections = chosen(await correctionsOf(db, caller.workspaceId, mostCorrections), rule, all)
    const text =
      format === 'csv'
        ? csvOf(corrections)
        : `${JSON.stringify({ format: 'quanlian-cases-1', cases: corrections.map(caseOf) }, null, 2)}\n`
    return {
      name: `corrections-${chinaDay(clock.now())}.${format}`,
      mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      bytes: new TextEncoder().encode(text),
    }
  },
})

import { z } from 'zod'
import { readOperation, writeOperation } from '../access/operation.ts'
import { insiders, keepers } from '../access/roles.ts'
import { boundSchema, modalitySchema } from '../base/figure.ts'
import { precisions } from '../base/period.ts'
import { claimKinds } from '../engines/reading/claim.ts'
import { claimRowById } from '../sources/claims.ts'
import { claimRow, claimStanding } from '../sources/schema.ts'
import { decide } from './decide.ts'
import { decisionsOn, factRowsById, ledger, otherValues, reviewQueue, witnessesOf } from './queries.ts'
import { noSuchClaim, noSuchFact } from './rules.ts'
import { decisionEvent, factRow, witness } from './schema.ts'

export const listClaims = readOperation({
  name: 'facts.claims',
  title: { zh: '待审陈述', en: 'Claims to review' },
  summary: {
    zh: '阅读得到的陈述；先是待审的，把握低的在前。',
    en: 'Claims the reader made; those waiting come first, the least certain on top.',
  },
  who: insiders,
  input: z.object({
    standing: z.array(claimStanding).optional(),
    kind: z.array(z.enum(claimKinds)).optional(),
    documentId: z.string().optional(),
    search: z.string().max(200).optional(),
    limit: z.int().min(1).max(500).default(100),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({ claims: z.array(claimRow), total: z.int() }),
  run: ({ db, caller }, input) => reviewQueue(db, caller.workspaceId, input),
})

export const showClaim = readOperation({
  name: 'facts.claim',
  title: { zh: '看一条陈述', en: 'Show a claim' },
  summary: { zh: '陈述、原句和关于它的全部决定。', en: 'The claim, its sentence and every decision on it.' },
  who: insiders,
  input: z.object({ id: z.string() }),
  output: z.object({ claim: claimRow, decisions: z.array(decisionEvent) }),
  positional: ['id'],
  run: async ({ db, caller }, { id }) => {
    const claim = await claimRowById(db, caller.workspaceId, id)
    if (claim === undefined) throw noSuchClaim()
    return { claim, decisions: await decisionsOn(db, caller.workspaceId, id) }
  },
})

export const decideClaim = writeOperation({
  name: 'facts.decide',
  title: { zh: '审定陈述', en: 'Decide on a claim' },
  summary: {
    zh: '采纳、修改后采纳、不采纳或重新打开；决定只追加，不改写。采纳的数量陈述成为事实。',
    en: 'Accept, accept with edits, reject or reopen. Decisions are only appended. An accepted quantity becomes a fact.',
  },
  who: keepers,
  input: z.object({
    claimId: z.string(),
    verdict: z.enum(['accept', 'edit', 'reject', 'reopen']),
    /** How many decisions the person had seen; another count means someone was faster. */
    seen: z.int().min(0),
    reason: z.string().max(2000).optional(),
    edits: z
      .object({
        value: z
          .string()
          .regex(/^-?\d+(\.\d+)?$/)
          .optional(),
        valueTo: z
          .string()
          .regex(/^-?\d+(\.\d+)?$/)
          .nullable()
          .optional(),
        unit: z.string().min(1).max(40).optional(),
        bound: boundSchema.optional(),
        measure: z.string().min(1).max(200).optional(),
        subject: z.string().min(1).max(300).optional(),
        modality: modalitySchema.optional(),
        from: z.iso.date().nullable().optional(),
        to: z.iso.date().nullable().optional(),
        precision: z.enum(precisions).optional(),
        place: z.string().max(200).nullable().optional(),
      })
      .optional(),
  }),
  output: z.object({ claim: claimRow, factId: z.string().nullable() }),
  run: ({ db, caller, clock }, input) =>
    decide(db, {
      ...input,
      workspaceId: caller.workspaceId,
      personId: caller.personId,
      at: clock.now().toISOString(),
    }),
})

export const listFacts = readOperation({
  name: 'facts.list',
  title: { zh: '事实台账', en: 'Ledger of facts' },
  summary: {
    zh: '已采纳的数字：来源、时期、单位、界限与性质。',
    en: 'Accepted numbers with source, period, unit, bound and modality.',
  },
  who: insiders,
  input: z.object({
    search: z.string().max(200).optional(),
    measureKey: z.string().optional(),
    subjectKey: z.string().optional(),
    modality: z.array(modalitySchema).optional(),
    limit: z.int().min(1).max(1000).default(200),
    offset: z.int().min(0).default(0),
  }),
  output: z.object({ facts: z.array(factRow), total: z.int() }),
  run: ({ db, caller, lang }, input) => ledger(db, caller.workspaceId, { ...input, lang }),
})

export const showFact = readOperation({
  name: 'facts.show',
  title: { zh: '看一条事实', en: 'Show a fact' },
  summary: {
    zh: '事实、它的全部出处，以及同一口径下的其他数。',
    en: 'The fact, all its witnesses, and other values of the same key.',
  },
  who: insiders,
  input: z.object({ id: z.string() }),
  output: z.object({ fact: factRow, witnesses: z.array(witness), others: z.array(factRow) }),
  positional: ['id'],
  run: async ({ db, caller, lang }, { id }) => {
    const [fact] = await factRowsById(db, caller.workspaceId, [id], lang)
    if (fact === undefined) throw noSuchFact()
    return {
      fact,
      witnesses: (await witnessesOf(db, caller.workspaceId, [id], lang)).get(id) ?? [],
      others: await otherValues(db, caller.workspaceId, id, lang),
    }
  },
})

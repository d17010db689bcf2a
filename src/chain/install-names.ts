import { normalName } from '../facts/resolve.ts'
import type { Write } from '../store/transaction.ts'
import { installPhrases } from './phrases.ts'
import { type Installing, putRows } from './rows.ts'

type Pair = { zh: string; en: string }

/** A measure or subject of a pack with its names; what facts/record.ts records one by one goes in by the hundred here. */
export interface PackName {
  key: string
  name: Pair
  aliases: readonly string[]
  note?: Pair | undefined
}

/** Registers subjects with their names and aliases, or brings them up to date. */
export const installSubjectNames = async (
  db: Write,
  installing: Installing,
  names: readonly (PackName & { kind: string; place: string | null })[],
): Promise<void> => {
  await installPhrases(
    db,
    installing,
    names.map((one) => one.note),
  )
  await putRows(
    db,
    installing,
    'subject',
    ['key'],
    names.map((one) => ({
      key: one.key,
      name_zh: one.name.zh,
      name_en: one.name.en,
      kind: one.kind,
      place_code: one.place,
      note: one.note?.zh ?? null,
    })),
  )
  await putRows(
    db,
    installing,
    'subject_alias',
    ['normal', 'subject_key'],
    aliasRows(names).map(({ key, ...row }) => ({ subject_key: key, ...row })),
  )
}

/** Registers measures with their names and aliases, or brings them up to date. */
export const installMeasureNames = async (
  db: Write,
  installing: Installing,
  names: readonly (PackName & { unit: string | null })[],
): Promise<void> => {
  await installPhrases(
    db,
    installing,
    names.map((one) => one.note),
  )
  await putRows(
    db,
    installing,
    'measure',
    ['key'],
    names.map((one) => ({
      key: one.key,
      name_zh: one.name.zh,
      name_en: one.name.en,
      unit: one.unit,
      note: one.note?.zh ?? null,
    })),
  )
  await putRows(
    db,
    installing,
    'measure_alias',
    ['normal', 'measure_key'],
    aliasRows(names).map(({ key, ...row }) => ({ measure_key: key, ...row })),
  )
}

/** Every way a name is written, as the resolver compares it, once per key. */
const aliasRows = (names: readonly PackName[]): { key: string; normal: string; alias: string }[] =>
  names.flatMap(({ key, name, aliases }) => {
    const forms = new Map<string, string>()
    for (const alias of [name.zh, name.en, ...aliases]) {
      const normal = normalName(alias)
      if (normal !== '' && !forms.has(normal)) forms.set(normal, alias)
    }
    return [...forms].map(([normal, alias]) => ({ key, normal, alias }))
  })

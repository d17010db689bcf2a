import type { Write } from '../store/transaction.ts'
import { type Installing, putRows } from './rows.ts'

/** Registers words of a pack in both languages, so that what is kept in Chinese is shown in English too. */
export const installPhrases = async (
  db: Write,
  installing: Installing,
  phrases: readonly ({ zh: string; en: string } | undefined)[],
): Promise<void> => {
  const english = new Map(phrases.flatMap((one) => (one === undefined ? [] : [[one.zh, one.en] as const])))
  await putRows(
    db,
    installing,
    'phrase',
    ['zh'],
    [...english].map(([zh, en]) => ({ zh, en })),
  )
}

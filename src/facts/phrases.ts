import { sql } from 'kysely'
import { inLang, type Lang } from '../base/lang.ts'

/** The English of words a pack registered, as a column beside `column`; null for what claims and people wrote. */
export const englishOf = (workspace: string, column: string) =>
  sql<
    string | null
  >`(select x.en from phrase x where x.workspace_id = ${sql.ref(workspace)} and x.zh = ${sql.ref(column)})`

/** Words kept in Chinese with their English, in the reader's language; the Chinese where there is no English. */
export const said = (zh: string | null, en: string | null, lang: Lang): string | null =>
  zh === null ? null : inLang({ zh, en: en ?? zh }, lang)

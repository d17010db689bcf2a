import { zhAdmin } from './zh/admin.ts'
import { zhBatches } from './zh/batches.ts'
import { zhBrief } from './zh/brief.ts'
import { zhChain } from './zh/chain.ts'
import { zhCorrections } from './zh/corrections.ts'
import { zhFacts } from './zh/facts.ts'
import { zhParts } from './zh/parts.ts'
import { zhShell } from './zh/shell.ts'
import { zhSources } from './zh/sources.ts'
import { zhToday } from './zh/today.ts'

/** All Chinese words, merged from one file per page. Add a page's file here and its English twin in en.ts; keys start with the file's name. */
export const zh = {
  ...zhShell,
  ...zhParts,
  ...zhToday,
  ...zhSources,
  ...zhFacts,
  ...zhBatches,
  ...zhCorrections,
  ...zhChain,
  ...zhBrief,
  ...zhAdmin,
}

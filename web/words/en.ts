import { enAdmin } from './en/admin.ts'
import { enBatches } from './en/batches.ts'
import { enBrief } from './en/brief.ts'
import { enChain } from './en/chain.ts'
import { enCorrections } from './en/corrections.ts'
import { enFacts } from './en/facts.ts'
import { enParts } from './en/parts.ts'
import { enShell } from './en/shell.ts'
import { enSources } from './en/sources.ts'
import { enToday } from './en/today.ts'
import type { WordKey } from './words.ts'

/** All English words. Each file is typed by its Chinese twin, so a missing key does not compile. */
export const en: Record<WordKey, string> = {
  ...enShell,
  ...enParts,
  ...enToday,
  ...enSources,
  ...enFacts,
  ...enBatches,
  ...enCorrections,
  ...enChain,
  ...enBrief,
  ...enAdmin,
}

import type { z } from 'zod'
import { listAudit, listPermissions, showMe, signOut } from '../access/operations.ts'
import { showMap, showStage } from '../chain/operations.ts'
import { decideClaim, listClaims, listFacts, showClaim, showFact } from '../facts/operations.ts'
import { showStrategy, showTargets } from '../plan/operations.ts'
import { briefAsWord, showBrief, showToday } from '../report/operations.ts'
import { listBatches, retryFailed, sendFile, showBatch, startBatch, stopBatch } from '../sources/batch-operations.ts'
import { correctionCases, listCorrections } from '../sources/correction-operations.ts'
import { putAside, putBack, undoMarked } from '../sources/mark-operations.ts'
import { addSource, claimsOfSource, listSources, rereadSource, showSource } from '../sources/operations.ts'
import { setVoter, showVoter } from '../sources/voting.ts'
import { listProjects, showProject } from '../work/projects/operations.ts'

/** Every operation of the product; each door is made from this list. */
export const operations = [
  showMe,
  signOut,
  listAudit,
  listPermissions,
  listSources,
  showSource,
  claimsOfSource,
  addSource,
  rereadSource,
  putBack,
  putAside,
  undoMarked,
  listCorrections,
  correctionCases,
  listBatches,
  showBatch,
  startBatch,
  sendFile,
  stopBatch,
  retryFailed,
  showVoter,
  setVoter,
  listClaims,
  showClaim,
  decideClaim,
  listFacts,
  showFact,
  showMap,
  showStage,
  showTargets,
  showStrategy,
  listProjects,
  showProject,
  showToday,
  showBrief,
  briefAsWord,
] as const

/** Input and output of every operation by name: what the typed web client is made of. */
export type Api = {
  [O in (typeof operations)[number] as O['name']]: { input: z.input<O['input']>; output: z.output<O['output']> }
}

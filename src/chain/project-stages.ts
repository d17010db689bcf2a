import type { Words } from '../base/lang.ts'

/** The steps of a project in their usual order, then the ways out. A phase takes them on its own. */
export const projectStages = [
  'lead',
  'study',
  'talks',
  'framework',
  'signed',
  'registered',
  'permits',
  'started',
  'building',
  'trial',
  'partial',
  'production',
  'capacity',
  'paused',
  'ended',
  'removed',
] as const
export type ProjectStage = (typeof projectStages)[number]

export const projectStageNames: Record<ProjectStage, Words> = {
  lead: { zh: '线索', en: 'Lead' },
  study: { zh: '研判', en: 'Under study' },
  talks: { zh: '在谈', en: 'In talks' },
  framework: { zh: '签约（框架）', en: 'Framework signed' },
  signed: { zh: '签约', en: 'Signed' },
  registered: { zh: '注册', en: 'Company registered' },
  permits: { zh: '手续', en: 'Permits' },
  started: { zh: '开工', en: 'Started' },
  building: { zh: '在建', en: 'Building' },
  trial: { zh: '试产', en: 'Trial production' },
  partial: { zh: '部分投产', en: 'Partly in production' },
  production: { zh: '投产', en: 'In production' },
  capacity: { zh: '达产', en: 'At capacity' },
  paused: { zh: '暂停', en: 'Paused' },
  ended: { zh: '终止', en: 'Ended' },
  removed: { zh: '移出', en: 'Removed' },
}

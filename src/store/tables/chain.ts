import type { Generated } from 'kysely'
import type { Precision } from '../../base/period.ts'

/** Decimal strings for numeric, ISO strings for dates and times. */
type Origin = Generated<'pack' | 'person'>
type Direction = 'in' | 'out'
export type CoefficientKind = 'computed' | 'source' | 'source-weak' | 'derived' | 'defined' | 'absent'
export type EnterpriseRole = 'lead' | 'leading' | 'supporting' | 'parent' | 'investor'
export type OwnerKind = 'enterprise' | 'resource' | 'project' | 'park' | 'strategy' | 'post' | 'policy'

export interface PackTable {
  workspace_id: string
  key: string
  kind: 'base' | 'chain' | 'region'
  version: string
  digest: string
  name_zh: string
  name_en: string
  installed_at: Generated<string>
}

export interface ChainTable {
  workspace_id: string
  key: string
  name_zh: string
  name_en: string
}

export interface RegionTable {
  workspace_id: string
  code: string
  chain_key: string
  name_zh: string
  name_en: string
}

export interface SeriesTable {
  workspace_id: string
  measure_key: string
  subject_key: string
  position: number
}

export interface CountyTable {
  workspace_id: string
  code: string
  name_zh: string
  name_en: string
  position: number
}

export interface ParkTable {
  workspace_id: string
  id: string
  county_code: string
  name_zh: string
  name_en: string
  note_zh: string | null
  note_en: string | null
  origin: Origin
}

export interface StageTable {
  workspace_id: string
  key: string
  chain_key: string
  name_zh: string
  name_en: string
  column_number: number
  row_number: number
}

export interface ProductTable {
  workspace_id: string
  key: string
  stage_key: string
  name_zh: string
  name_en: string
  unit: string
  formula: string | null
  note_zh: string | null
  note_en: string | null
  position: number
}

export interface ProductAliasTable {
  workspace_id: string
  product_key: string
  alias: string
}

export interface ProcessTable {
  workspace_id: string
  key: string
  stage_key: string
  name_zh: string
  name_en: string
  activity_unit: string
  note_zh: string | null
  note_en: string | null
  position: number
}

export interface CoefficientTable {
  workspace_id: string
  process_key: string
  product_key: string
  direction: Direction
  value: string | null
  low: string | null
  high: string | null
  unit: string
  kind: CoefficientKind
  source_id: string | null
  weak: Generated<boolean>
  note_zh: string | null
  note_en: string | null
  position: number
}

export interface ParameterTable {
  workspace_id: string
  key: string
  chain_key: string
  group_key: string
  name_zh: string
  name_en: string
  value: string
  low: string | null
  high: string | null
  unit: string
  kind: Exclude<CoefficientKind, 'defined' | 'absent'>
  source_id: string
  weak: Generated<boolean>
  note_zh: string | null
  note_en: string | null
}

export interface PriceTable {
  workspace_id: string
  key: string
  product_key: string
  name_zh: string
  name_en: string
  value: string
  low: string | null
  high: string | null
  unit: string
  period_from: string
  period_to: string
  period_precision: Precision
  kind: Exclude<CoefficientKind, 'defined' | 'absent'>
  source_id: string
  weak: Generated<boolean>
  note_zh: string | null
  note_en: string | null
}

export interface EnterpriseTable {
  workspace_id: string
  id: string
  name_zh: string
  name_en: string
  credit_code: string | null
  role: EnterpriseRole | null
  county_code: string | null
  park_id: string | null
  note_zh: string | null
  note_en: string | null
  origin: Origin
}

export interface EnterpriseAliasTable {
  workspace_id: string
  enterprise_id: string
  alias: string
}

export interface EnterpriseStageTable {
  workspace_id: string
  enterprise_id: string
  stage_key: string
}

export interface EnterpriseProductTable {
  workspace_id: string
  enterprise_id: string
  product_key: string
}

export interface HoldingTable {
  workspace_id: string
  owner_id: string
  owned_id: string
  share_percent: string | null
  since: string | null
  source_id: string
}

export interface ResourceTable {
  workspace_id: string
  id: string
  stage_key: string
  name_zh: string
  name_en: string
  county_code: string | null
  holder_id: string | null
  note_zh: string | null
  note_en: string | null
  origin: Origin
}

export interface ProjectTable {
  workspace_id: string
  id: string
  parent_id: string | null
  name_zh: string
  name_en: string
  county_code: string | null
  park_id: string | null
  note_zh: string | null
  note_en: string | null
  origin: Origin
}

export interface ProjectAliasTable {
  workspace_id: string
  project_id: string
  alias: string
}

export interface ProjectStageTable {
  workspace_id: string
  project_id: string
  stage_key: string
}

export interface ProjectInvestorTable {
  workspace_id: string
  project_id: string
  enterprise_id: string
  position: number
}

export interface ProjectPhaseTable {
  workspace_id: string
  project_id: string
  key: string
  position: number
  name_zh: string
  name_en: string
  origin: Origin
}

export interface StageEventTable {
  workspace_id: string
  id: string
  project_id: string
  phase_key: string | null
  stage: string
  at: string
  planned: Generated<boolean>
  source_id: string | null
  note_zh: string | null
  note_en: string | null
  entered_by: string
  entered_at: Generated<string>
}

export interface RegisterFigureTable {
  workspace_id: string
  fact_id: string
  owner_kind: OwnerKind
  owner_id: string
  phase_key: string | null
  role: 'capacity' | 'investment' | 'other'
  product_key: string | null
  position: number
}

export interface StrategyNodeTable {
  workspace_id: string
  key: string
  parent_key: string | null
  kind: string
  position: number
  name_zh: string
  name_en: string
  origin: Origin
}

export interface PostTable {
  workspace_id: string
  id: string
  body_zh: string
  body_en: string
  post_zh: string
  post_en: string
  holder_zh: string | null
  holder_en: string | null
  position: number
  origin: Origin
}

export interface PolicyTable {
  workspace_id: string
  id: string
  name_zh: string
  name_en: string
  issuer_zh: string | null
  issuer_en: string | null
  number: string | null
  issued: string | null
  valid_from: string | null
  valid_to: string | null
  position: number
  origin: Origin
}

export interface PolicyClauseTable {
  workspace_id: string
  policy_id: string
  position: number
  heading_zh: string
  heading_en: string
  summary_zh: string | null
  summary_en: string | null
}

export interface RegisterSourceTable {
  workspace_id: string
  owner_kind: OwnerKind
  owner_id: string
  source_id: string
  place_zh: string | null
  place_en: string | null
}

export interface PhraseTable {
  workspace_id: string
  zh: string
  en: string
}

/** Tables of migrations 0003 and 0004: chain, plan and project registers, and words of packs in both languages. */
export interface ChainTables {
  pack: PackTable
  chain: ChainTable
  region: RegionTable
  series: SeriesTable
  county: CountyTable
  park: ParkTable
  stage: StageTable
  product: ProductTable
  product_alias: ProductAliasTable
  process: ProcessTable
  coefficient: CoefficientTable
  parameter: ParameterTable
  price: PriceTable
  enterprise: EnterpriseTable
  enterprise_alias: EnterpriseAliasTable
  enterprise_stage: EnterpriseStageTable
  enterprise_product: EnterpriseProductTable
  holding: HoldingTable
  resource: ResourceTable
  project: ProjectTable
  project_alias: ProjectAliasTable
  project_stage: ProjectStageTable
  project_investor: ProjectInvestorTable
  project_phase: ProjectPhaseTable
  stage_event: StageEventTable
  register_figure: RegisterFigureTable
  strategy_node: StrategyNodeTable
  post: PostTable
  policy: PolicyTable
  policy_clause: PolicyClauseTable
  register_source: RegisterSourceTable
  phrase: PhraseTable
}

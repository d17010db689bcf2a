import { inLang, type Lang, type Words } from '../base/lang.ts'
import type { Read } from '../store/transaction.ts'
import type { StagePage } from './schema.ts'

/** The processes of a stage with their coefficients, each with its range, source and what is missing. */
export const processesOf = async (
  db: Read,
  workspaceId: string,
  stage: string,
  lang: Lang,
): Promise<StagePage['processes']> => {
  const rows = await db
    .selectFrom('process as p')
    .innerJoin('coefficient as c', (join) =>
      join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.process_key', '=', 'p.key'),
    )
    .innerJoin('product as d', (join) =>
      join.onRef('d.workspace_id', '=', 'c.workspace_id').onRef('d.key', '=', 'c.product_key'),
    )
    .leftJoin('source as s', (join) =>
      join.onRef('s.workspace_id', '=', 'c.workspace_id').onRef('s.id', '=', 'c.source_id'),
    )
    .selectAll('c')
    .select(['p.key', 'p.name_zh', 'p.name_en', 'd.name_zh as product_zh', 'd.name_en as product_en', 's.title'])
    .where('p.workspace_id', '=', workspaceId)
    .where('p.stage_key', '=', stage)
    .orderBy('p.position')
    .orderBy('c.position')
    .execute()
  const processes = new Map<string, StagePage['processes'][number]>()
  for (const row of rows) {
    const process = processes.get(row.key) ?? {
      key: row.key,
      name: inLang({ zh: row.name_zh, en: row.name_en }, lang),
      coefficients: [],
    }
    const number = (value: string | null): number | null => (value === null ? null : Number(value))
    process.coefficients.push({
      product: inLang({ zh: row.product_zh, en: row.product_en }, lang),
      direction: row.direction,
      value: number(row.value),
      low: number(row.low),
      high: number(row.high),
      unit: row.unit,
      source: row.title ?? inLang(sourceWords[row.kind === 'defined' ? 'defined' : 'absent'], lang),
      weak: row.weak,
      note: row.note_zh === null ? null : inLang({ zh: row.note_zh, en: row.note_en ?? row.note_zh }, lang),
    })
    processes.set(row.key, process)
  }
  return [...processes.values()]
}

const sourceWords = {
  defined: { zh: '活动的单位，由定义得出', en: 'Unit of activity, by definition' },
  absent: { zh: '无来源', en: 'No source' },
} satisfies Record<string, Words>

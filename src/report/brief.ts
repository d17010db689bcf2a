import type { ReadContext } from '../access/operation.ts'
import type { Figure } from '../base/figure.ts'
import { formatFigure } from '../base/format.ts'
import { inLang, type Lang } from '../base/lang.ts'
import { formatOrigin } from '../base/origin.ts'
import { showClaim, showFact } from '../facts/operations.ts'
import type { Witness } from '../facts/schema.ts'
import { listProjects } from '../work/projects/operations.ts'
import { evidenceKey, figuresInOrder } from './footnotes.ts'
import { sentencesOf } from './rules.ts'
import type { Brief, BriefCell, BriefSection, Footnote } from './schema.ts'
import type { Day } from './state.ts'
import { reportWords } from './words.ts'

/** A source as a footnote names it: title, publisher, date, the page or cell of the quote, address. */
export const citation = (source: Witness, lang: Lang): string => {
  const en = lang === 'en'
  const parts = [
    en ? `“${source.title}”` : `《${source.title.replace(/[《》]/g, (mark) => (mark === '《' ? '〈' : '〉'))}》`,
    source.publisher ?? inLang(reportWords.unsigned, lang),
    source.published ?? inLang(reportWords.undated, lang),
    ...(source.origin === null ? [] : [formatOrigin(source.origin, lang)]),
    ...(source.url === null ? [] : [source.url]),
    ...(source.weak ? [inLang(reportWords.weak, lang)] : []),
  ]
  return parts.join(en ? ', ' : '，')
}

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** Sources of a figure's own evidence; none for formulas and counts. */
const witnessesOf = async (context: ReadContext, figure: Figure): Promise<Witness[]> => {
  const { evidence } = figure
  if (evidence.kind === 'fact') return (await showFact.run(context, { id: evidence.id })).witnesses
  if (evidence.kind !== 'claim') return []
  const { claim } = await showClaim.run(context, { id: evidence.id })
  return [
    {
      kind: 'claim',
      id: claim.id,
      documentId: claim.documentId,
      title: claim.documentTitle,
      publisher: null,
      published: null,
      url: null,
      sentence: claim.sentence,
      quote: claim.quote,
      start: claim.start,
      end: claim.end,
      repeats: null,
      origin: claim.origin,
      weak: false,
      note: null,
    },
  ]
}

const footnotesOf = async (
  context: ReadContext,
  sections: readonly BriefSection[],
  asOf: string,
): Promise<Footnote[]> => {
  const { lang } = context
  const [comma, separator] = lang === 'en' ? [', ', '; '] : ['，', '；']
  const byKey = new Map<string, Footnote>()
  const byText = new Map<string, Footnote>()
  const cite = async (figure: Figure): Promise<{ text: string; sources: Witness[] }> => {
    const { evidence } = figure
    if (evidence.kind === 'rows') return { text: fill(inLang(reportWords.counted, lang), { day: asOf }), sources: [] }
    if (evidence.kind !== 'formula') {
      const sources = await witnessesOf(context, figure)
      const text = sources.map((source) => citation(source, lang)).join(separator)
      return { text: text || inLang(reportWords.noSource, lang), sources }
    }
    const said = [fill(inLang(reportWords.formula, lang), { formula: evidence.formula })]
    const sources: Witness[] = []
    for (const input of evidence.inputs) {
      const seen = byKey.get(evidenceKey(input.evidence))
      const value = formatFigure(input, lang).text
      if (seen) said.push(fill(inLang(reportWords.seeNote, lang), { value, number: String(seen.number) }))
      else {
        const own = await cite(input)
        sources.push(...own.sources)
        said.push(value + comma + own.text)
      }
    }
    return { text: said.join(separator), sources }
  }
  for (const figure of figuresInOrder(sections)) {
    const key = evidenceKey(figure.evidence)
    if (byKey.has(key)) continue
    const { text, sources } = await cite(figure)
    const note = byText.get(text) ?? { number: byText.size + 1, keys: [], text, sources }
    note.keys.push(key)
    byKey.set(key, note)
    byText.set(text, note)
  }
  return [...byText.values()]
}

/** The Monday brief: sentences of the day, result against target, projects, links of the chain and what waits, with footnotes. */
export const composeBrief = async (context: ReadContext, day: Day): Promise<Brief> => {
  const { lang } = context
  const en = lang === 'en'
  const { state } = day
  const sentences = sentencesOf(state)
  const about = (...kinds: string[]) => sentences.filter((sentence) => kinds.includes(sentence.about))
  const { projects } = await listProjects.run(context, {})
  const size = (figure: Figure | null): number => (figure?.value == null ? -1 : Number(figure.value))
  const largest = projects
    .filter((project) => project.parent === null)
    .toSorted((a, b) => size(b.investment) - size(a.investment))

  const sections: BriefSection[] = [
    {
      title: en ? '1. Result against target' : '一、目标与实绩',
      sentences: about('target', 'moved'),
      table: {
        columns: en ? ['Year', 'Result', 'Target', 'Attained', 'Forecast'] : ['年份', '实绩', '目标', '完成率', '预期'],
        rows: state.years.map((year): BriefCell[] => [
          String(year.year),
          // A result of a year that is not over is not missing.
          year.actual ?? (String(year.year) >= state.today.slice(0, 4) ? inLang(reportWords.notDue, lang) : null),
          year.target,
          year.attained ?? '—',
          year.forecasts[0] ?? '—',
        ]),
      },
    },
    {
      title: en ? '2. Projects' : '二、项目',
      sentences: about('stuck'),
      table:
        largest.length === 0
          ? null
          : {
              columns: en
                ? ['Project', 'County', 'Planned investment', 'Stage of phases', 'Date']
                : ['项目', '县区', '总投资', '各期阶段', '日期'],
              rows: largest.slice(0, 8).map((project): BriefCell[] => {
                const dated = project.phases.filter((phase) => phase.stageDate !== null)
                const steps = dated.map((phase) =>
                  `${dated.length > 1 ? phase.name : ''}${en ? ' ' : ''}${phase.stage}`.trim(),
                )
                return [
                  project.name,
                  project.county,
                  project.investment,
                  steps.join(en ? '; ' : '；') || null,
                  dated.map((phase) => phase.stageDate).join(en ? '; ' : '；') || null,
                ]
              }),
            },
    },
    {
      title: en ? '3. Links of the chain' : '三、全链环节',
      sentences: about('gap'),
      table: {
        columns: en ? ['Stage', 'Enterprises', 'Projects', 'Capacity missing'] : ['环节', '企业', '项目', '产能缺什么'],
        // Missing enterprises and projects stand in their own columns.
        rows: state.map.stages.map((stage): BriefCell[] => [
          stage.name,
          stage.enterprises,
          stage.projects,
          stage.missing
            .filter((item) => item.kind === 'no-capacity' || item.kind === 'no-source')
            .map((item) => item.text)
            .join(en ? '; ' : '；') || '—',
        ]),
      },
    },
    { title: en ? '4. Waiting for a decision' : '四、待决事项', sentences: about('decide'), table: null },
  ]
  const { chain, region } = state.map
  const name = en ? `${region} ${chain}`.trim() : `${region}${chain}`
  return {
    title: en ? `Monday brief: ${name}` : `${name}周一简报`,
    subtitle: en ? `As of ${state.today}` : `数据截至 ${state.today}`,
    asOf: state.today,
    sections,
    footnotes: await footnotesOf(context, sections, state.today),
  }
}

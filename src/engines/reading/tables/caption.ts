import type { Period } from '../../../base/period.ts'
import type { Modality } from '../../../base/quantity.ts'
import { containsRegion, findPlaces, type Region } from '../../../base/region.ts'
import type { PageFacts } from '../context.ts'
import { type MeasureFound, measureEndingAt } from '../measures.ts'
import { modalityIn, tight } from './labels.ts'
import { type TimeSense, timeOf } from './periods.ts'
import { type TableUnit, wholeUnit } from './units.ts'

/** What the words around a table say about all of it. */
export interface Caption {
  title: string | null
  /** Units of 单位：亿元、%, in their order. */
  units: TableUnit[]
  /** 金额单位: only amounts of money are in it. */
  isMoneyOnly: boolean
  period: Period | null
  modality: { modality: Modality; certainty: number } | null
  measure: MeasureFound | null
  /** The thing the title speaks of: 锂电新能源产业, 碳酸锂. */
  topic: string | null
  place: Region | null
  /** The title lists projects: what they consist of is planned unless said otherwise. */
  ofProjects: boolean
}

const unitLine =
  /(?:计量|金额|货币|数量|价格)?(?<!填报|填表|报送|责任|编制|制表|建设|牵头|主管|实施|承办|配合|所属|申报)单\s*位\s*[:：]\s*([^\s。;；）)】\]]+(?:[、，,／/]\s*[^\s。;；）)】\]]+)*)/
const formDay = /填报|填表|制表|编制|打印|报送|印发|上报|报出/

const tableWords =
  /(?:(?:主要|重点|核心|经济|发展|考核|监测|运行)*指标)?(?:完成|基本|主要|有关|相关|分布|发展|运行|建设|进展|推进)*(?:情况)?(?:统计|汇总|一览|明细|分解|对比|对照|调度|进度|安排|登记|信息|分析|测算|预测|基本情况|情况)*(?:总表|附表|月报表|季报表|年报表|报表|月报|季报|快报|表|清单|台账|名单|名录|目录|情况|明细|汇总|数据|指标|对比|行情|报价)+$/
const spread =
  /(?:分|各)(?:县[市区、/]*|市[县区、/]*|区县?|地区|行业|季度|月|园区|乡镇|产品|企业|年度|环节|品种|领域|项目|部门|类型)+|全[国省市县区州]|(?:年度|季度|月度|分月|分季|历年|近年来?|重点|主要|部分|规模以上(?!工业)|有关)/g

const bracketed = /[（([【][^（）()[\]【】]{0,40}[)）\]】]/g

const industryEnd = /(?:产业链|产业集群|集群|产业|行业|制造业|工业|服务业|农业|矿业|业)$/

/** The last measure word of a title. */
const measureOfTitle = (title: string): MeasureFound | null => {
  for (let end = title.length; end > 0; end--) {
    const found = measureEndingAt(title, 0, end, null)
    // 占, 投资 and their like stand in titles as parts of other words.
    if (
      found &&
      found.word.length >= 2 &&
      !/^(?:进度|总进度|效率|投资|规模|资金|项目|收入|资产|费用|成本)$/.test(found.word)
    )
      return found
  }
  return null
}

/** The noun a title is about, without its times, places and words of tables. */
const topicOf = (
  title: string,
  cuts: readonly { start: number; end: number }[],
  measure: MeasureFound | null,
): string | null => {
  const stop = measure ? measure.start : title.length
  let text = ''
  for (let i = 0; i < stop; i++) if (!cuts.some((cut) => i >= cut.start && i < cut.end)) text += title[i]
  text = text
    .replace(bracketed, '')
    .replace(/^(?:附件|附表|表)\s*[\d一二三四五六七八九十]*(?:[-.]\d+)?[:：.、\s]*/, '')
    .replace(tableWords, '')
    .replace(spread, '')
    .replace(/^[\s—\-、，:：的及和与年度.]+|[\s—\-、，:：的及和与.历近各]+$/g, '')
  if (text.length < 2 || text.length > 16 || /指标|经济$|数据|任务|目标|\d/.test(text)) return null
  return text
}

/** The smallest place a title names; several places beside each other name none. */
const placeOfTitle = (
  title: string,
  facts: PageFacts,
): { place: Region | null; spans: { start: number; end: number }[] } => {
  const found = findPlaces(title, facts.regions).filter((one) => one.kind === 'region')
  let place: Region | null = null
  for (const one of found) {
    if (place === null || containsRegion(place, one.region)) place = one.region
    else if (!containsRegion(one.region, place)) return { place: facts.context.region, spans: found }
  }
  return { place, spans: found }
}

/**
 * Reads the lines around a table: title, unit, period, place. `lines` come in page order; `fallback` is the title of the page,
 * for tables without one of their own.
 */
export const readCaption = (
  lines: readonly string[],
  fallback: string | null,
  facts: PageFacts,
  sense: TimeSense,
): Caption => {
  const units: TableUnit[] = []
  let isMoneyOnly = false
  const rest: string[] = []
  for (const line of lines) {
    const text = line.replace(/\s+/g, ' ').trim()
    const said = unitLine.exec(text)
    if (said) {
      isMoneyOnly ||= /金额|货币/.test(said[0].slice(0, 3))
      for (const one of [said[1]!, ...said[1]!.split(/[、，,]|和|或/)]) {
        const unit = wholeUnit(one)
        if (unit && !units.some((known) => known.unit === unit.unit)) units.push(unit)
      }
    }
    const left = said
      ? text
          .replace(said[0], ' ')
          .replace(/[（(【[]\s*[)）】\]]/g, '')
          .trim()
      : text
    if (left !== '') rest.push(left)
  }
  const isTitle = (text: string): boolean =>
    text.length >= 4 &&
    text.length <= 80 &&
    !formDay.test(text) &&
    !/^(?:注|说明|备注|附件|附表|数据来源|资料来源|来源|联系)/.test(text) &&
    !/[。；]$/.test(text)
  const ofTable = rest.filter(isTitle)
  const titles = ofTable.length > 0 ? ofTable : []
  // The title names a table or a measure; a sheet's name alone is a weaker one.
  const title =
    titles.find((text) => /表|情况|清单|台账|名单|统计|汇总|目录/.test(text)) ??
    titles.find((text) => measureOfTitle(tight(text)) !== null) ??
    titles[0] ??
    fallback
  let topic: string | null = null
  let measure: MeasureFound | null = null
  let place: Region | null = null
  let period: Period | null = null
  const bare = title === null ? '' : tight(title)
  if (title !== null) {
    for (const group of bare.match(bracketed) ?? []) {
      const unit = wholeUnit(group.slice(1, -1))
      if (unit && units.length === 0) units.push(unit)
    }
    const time = timeOf(bare, sense)
    period = time?.period ?? null
    const named = placeOfTitle(bare, facts)
    place = named.place
    measure = measureOfTitle(bare.replace(bracketed, (group) => ' '.repeat(group.length)))
    topic = topicOf(bare, [...(time ? [time] : []), ...named.spans], measure)
  }
  for (const line of rest) measure ??= line.length <= 80 ? measureOfTitle(tight(line).replace(bracketed, '')) : null
  for (const line of [...rest, fallback ?? '']) {
    if (period !== null) break
    if (line === title || formDay.test(line) || /^(?:注|说明|备注)/.test(line)) continue
    period = timeOf(tight(line), sense)?.period ?? null
  }
  // The day a form was filled in is not the time of its figures, but a yearly table's year may be all it tells.
  const modality = modalityIn(bare)
  return {
    title,
    units,
    isMoneyOnly,
    period,
    modality: modality && modality.certainty === 1 && modality.modality !== 'actual' ? modality : null,
    measure,
    topic,
    place: place ?? facts.context.region,
    ofProjects: /项目/.test(bare),
  }
}

/** A topic that turns a place into a part of its economy: 临武县 + 锂电产业. */
export const industryOf = (caption: Caption): string | null =>
  caption.topic !== null && industryEnd.test(caption.topic) ? caption.topic : null

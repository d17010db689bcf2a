import type { Modality } from '../../../base/quantity.ts'
import { dimensionOf } from '../../../base/unit.ts'
import { kindOf, lastMeasure, type MeasureFound, measureEndingAt } from '../measures.ts'
import { type LabelTime, type TimeSense, timeOf } from './periods.ts'
import { type TableUnit, wholeUnit } from './units.ts'

/** A change said in a header: 同比增长（%）, 比上年增减. */
export type LabelChange = 'growth' | 'amount'

/** What a header or the name of a row says, taken apart. */
export interface Label {
  text: string
  unit: TableUnit | null
  /** Words where a unit stands that is not known to us. */
  unknownUnit: boolean
  measure: MeasureFound | null
  change: LabelChange | null
  modality: { modality: Modality; certainty: number } | null
  time: LabelTime | null
  /** What is left: the thing it speaks of, '' where nothing is. */
  noun: string
  /** The label without number, unit, time and marks: what is measured when no word of ours names it. */
  plain: string
  /** The label without number and unit: how a thing is called whose name this is. */
  name: string
  isTotal: boolean
  /** An index, whose base is a hundred. */
  isIndex: boolean
  /** 其中：…, a part of the row before. */
  isPart: boolean
}

/** 产 值 and line breaks inside a header: spaces beside characters mean nothing. */
export const tight = (text: string): string =>
  text
    .replace(/(?<=[^\x20-\x7f])\s+|\s+(?=[^\x20-\x7f])/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const enumerator =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[、．)）]|\.(?!\d))|[①②③④⑤⑥⑦⑧⑨⑩]|[●○◆■▪•·★☆*＊])\s*/

const totals =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|总\s*额|总\s*量|全部|总体|汇\s*总|全[省市县区州旗]|全[省市县区州旗](?:合计|总计|小计|共计)|(?:合计|总计|小计)[（(].{0,12}[)）])[:：]?$/

const base = '同比|环比|年均|(?:比|较)(?:上年|去年|上月|上季度?|上期|前期|年初|同期)(?:同期|同月|同季)?'
/** 增加值 is a measure of its own. */
const changes = new RegExp(
  `(?:${base})?(?:名义|实际|累计)?(?:增长|增减|增幅|增速|涨跌|涨幅|降幅|升降|变化|增加(?!值)|变动|±|\\+-|\\+/-)(?:率|幅度|幅|额|量|值|情况|%)?|同比|环比`,
)
/** An index (上年=100, 为上年%) is in no unit of ours and is left alone. */
const indices = /指数|=\s*100|＝\s*100|(?:为|相当于|是)(?:上年|去年|上月|同期)(?:同期|同月)?(?:的)?\s*%?/

/** Words of modality as headers write them, the first that fits. */
const modalities: readonly [RegExp, Modality, number][] = [
  [/完成率|完成比例|达标率|完成进度|(?:占|完成)[^，。]{0,6}(?:目标|计划|任务|预算)/, 'actual', 1],
  [/(?:目标|任务|计划|预期).{0,4}完成(?:情况)?|完成(?:情况)?.{0,2}(?:与|和|及).{0,2}目标/, 'actual', 0.6],
  [/在建(?!项目|工程|企业)/, 'plan', 1],
  [/目标|任务|考核值|预期值|力争/, 'target', 1],
  [/计划|规划|拟建|拟|设计|概算|(?:年初|年度|调整)预算|预算[数额]/, 'plan', 1],
  [/预计|预测|预期|预估|估计/, 'forecast', 1],
  [/签约|协议|合同|意向/, 'signed', 0.9],
  [/实际|实绩|完成|实现|已|累计|现有|现状|到位|执行|决算/, 'actual', 1],
]

/** The modality a header says outright; null where it says none. A title that says both goal and result says neither. */
export const modalityIn = (text: string): { modality: Modality; certainty: number } | null => {
  for (const [words, modality, certainty] of modalities) if (words.test(text)) return { modality, certainty }
  return null
}

const modalityWords =
  /(?:年度|全年|本年|当年|年)?(?:预期目标|工作目标|目标任务|目标值|目标数|目标|任务数|任务|计划数|计划|规划|预计|预测|预期|预估|实际完成|实际|实绩|完成情况|完成数|完成值|完成|实现|执行|在建(?!项目|工程|企业))(?:情况|数|值)?/g

/** Words that add nothing to what is measured or of what. */
const empties =
  /^(?:数值|指标值|指标数值|绝对值|绝对数|总量|总数|总额|数量|数额|金额|本期|实绩|数据|情况|水平|值|数|额|量|内容|累计|全年|本年|当年|年|其中|当期|合计|小计|总计|名称|的|及|和|与|增速|比重|规模|全部|统计|结果|主要|产业|全产业|行业|全行业|现价|当年价|按现价计算)*$/

const bracketGroups = /[（([【]([^（）()[\]【】]{0,40})[)）\]】]/g

interface Stripped {
  text: string
  unit: TableUnit | null
  unknownUnit: boolean
  remarks: string[]
}

/** Takes brackets and a unit behind a mark (产值/亿元, 产值：亿元, 产值_亿元) out of a label. */
const strip = (given: string): Stripped => {
  let unit: TableUnit | null = null
  let unknownUnit = false
  const remarks: string[] = []
  let text = given.replace(bracketGroups, (group: string, inside: string) => {
    const bare = inside.replace(/^(?:计量)?单位\s*[:：]\s*/, '')
    const read = wholeUnit(bare)
    if (read && unit === null) {
      unit = read
      return ''
    }
    // (CPI) and (R&D) abbreviate; (mg/L) and 单位：标台 are units we do not know.
    if ((/^[A-Za-z%‰°℃/·\d³²^-]{1,10}$/.test(bare) && !/^[A-Z&]{2,6}$/.test(bare)) || bare !== inside)
      unknownUnit = true
    else if (bare !== '') remarks.push(bare)
    return unknownUnit || bare === '' ? '' : group
  })
  if (unit === null) {
    const behind = /^(.{2,}?)[/／:：,，_、\s]\s*([^/／:：,，_、\s].{0,11})$/.exec(text)
    const read = behind ? wholeUnit(behind[2]!) : null
    if (read) {
      unit = read
      text = behind![1]!
    }
  }
  if (unit === null)
    for (let length = 1; length <= 5 && length < text.length; length++) {
      const read = wholeUnit(text.slice(-length))
      if (!read) continue
      const before = text.slice(0, -length)
      const isScaledMoney = length >= 2 && read.power > 0
      const measured = measureEndingAt(before, 0, before.length, kindOf(read.unit)) !== null
      if (read.unit === '%' || (measured && (isScaledMoney || read.unit === 'CNY' || !read.counts))) {
        unit = read
        text = before
      }
    }
  return { text, unit, unknownUnit, remarks }
}

const tails = /(?:情况|合计|总计|小计|数据|统计|现状|水平|明细|区间|范围|走势|行情)+$/

/** Takes a header or row name apart. `sense` tells what its times mean. */
export const readLabel = (given: string, sense: TimeSense): Label => {
  let text = tight(given)
  const whole = text
  const isUnit = wholeUnit(text)
  if (isUnit && !/^(?:人|家|户|个|套|年|月|天|周|度|方|口|门|类|种|项|件|名|位)$/.test(text))
    return { ...blank, text, unit: isUnit }
  let isPart = false
  for (let pass = 0; pass < 2; pass++) {
    text = text.replace(enumerator, '')
    const part = /^(?:其中|#|＃)\s*[:：]?\s*/.exec(text)
    if (part && text.length > part[0].length) {
      isPart = true
      text = text.slice(part[0].length)
    }
  }
  const stripped = strip(text)
  const { unit } = stripped
  const isTotal = totals.test(stripped.text)
  let time = timeOf(stripped.text, sense)
  let rest = stripped.text
  if (time) rest = rest.slice(0, time.start) + rest.slice(time.end)
  else
    for (const remark of stripped.remarks) {
      time ??= timeOf(remark, sense)
    }
  const remarks = rest.replace(bracketGroups, '')
  const outside = remarks.replace(/^[\s、，:：的]+|[\s、，:：的]+$/g, '')
  let change: LabelChange | null = null
  const changed = changes.exec(outside)
  let measured = outside
  if (changed) {
    const isShare = unit === null || ['ratio', 'points', 'multiple'].includes(dimensionOf(unit.unit))
    change = isShare && !/[额量值]$/.test(changed[0]) ? 'growth' : 'amount'
    measured = outside.slice(0, changed.index) + outside.slice(changed.index + changed[0].length)
  }
  const modality = modalityIn(stripped.text) ?? modalityIn(stripped.remarks.join(''))
  const kind = unit === null || change !== null ? null : kindOf(unit.unit)
  const trimmed = measured.replace(tails, '')
  let measure =
    measureEndingAt(trimmed, 0, trimmed.length, kind) ??
    (kind === null ? null : lastMeasure(trimmed, 0, trimmed.length, kind)) ??
    measureEndingAt(trimmed, 0, trimmed.length, null)
  let noun = measure ? trimmed.slice(0, measure.start) + trimmed.slice(measure.end) : trimmed
  const per = measure ? /(?:人均|亩均|户均|地均)$/.exec(noun) : null
  if (measure && per) {
    // 人均地区生产总值 is another measure than 地区生产总值.
    measure = { ...measure, measure: `${per[0]}${measure.measure}` }
    noun = noun.slice(0, -per[0].length)
  }
  noun = noun
    .replace(/^(?:附|注)[:：]/, '')
    .replace(modalityWords, '')
    .replace(/^[\s、，:：的及和与]+|[\s、，:：的及和与]+$/g, '')
  if (empties.test(noun) || isTotal) noun = ''
  const plain = trimmed.replace(modalityWords, '').replace(/^[\s、，:：的及和与]+|[\s、，:：的及和与]+$/g, '')
  return {
    text: whole,
    unit,
    unknownUnit: stripped.unknownUnit && unit === null,
    measure,
    change,
    modality,
    time,
    noun,
    plain: plain === '' ? trimmed : plain,
    name: stripped.text,
    isTotal,
    isIndex: indices.test(text),
    isPart,
  }
}

const blank: Label = {
  text: '',
  unit: null,
  unknownUnit: false,
  measure: null,
  change: null,
  modality: null,
  time: null,
  noun: '',
  plain: '',
  name: '',
  isTotal: false,
  isIndex: false,
  isPart: false,
}

/** A header that names a field of a record (项目名称, 总投资): what makes a two-column list of keys and values. */
export const isFieldName = (text: string): boolean => {
  const bare = tight(text)
    .replace(bracketGroups, '')
    .replace(/[:：]$/, '')
  const inBrackets = /[（(]([^（()）]{1,8})[)）]$/.exec(tight(text))
  if (inBrackets && bare.length >= 2 && bare.length <= 20 && wholeUnit(inBrackets[1]!)) return true
  if (bare.length === 0 || bare.length > 14) return false
  return (
    /(?:能力|进展|名称|全称|简称|地址|地点|代码|代表人?|法人|负责人|联系人|联系方式|电话|邮箱|性质|类型|类别|行业|领域|时间|日期|期限|年限|工期|内容|规模|产品|用途|来源|进展|进度|状态|阶段|主体|单位|投资|资本|资金|金额|面积|用地|占地|产能|产量|产值|收入|税收|利润|人数|员工|岗位|面积|能耗|用电量|用水量|编号|序号|备注|问题|建议|市场|技术|品牌|资质|所在地|住所|园区|环节|股东|持股)/.test(
      bare,
    ) || /[:：]$/.test(tight(text))
  )
}

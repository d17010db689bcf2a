import type { Modality } from '../../base/quantity.ts'
import { type Dimension, dimensionOf, type Unit } from '../../base/unit.ts'

/** A word that names what is measured, the dimensions it can have, and the modality it carries by itself. */
export interface MeasureWord {
  word: string
  measure: string
  kinds: readonly Kind[]
  modality?: Modality
}

type Kind = Dimension | 'price' | 'rate'

const kinds = new Map<Unit, Kind>()

/** The dimension of a unit as measures see it: a price per tonne is a price, a yearly rate has its numerator's. */
export const kindOf = (unit: Unit): Kind => {
  const known = kinds.get(unit)
  if (known) return known
  const kind = kindFrom(unit)
  if (kinds.size < 1000) kinds.set(unit, kind)
  return kind
}

const kindFrom = (unit: Unit): Kind => {
  const slash = unit.indexOf('/')
  if (slash < 0) return dimensionOf(unit)
  const over = dimensionOf(unit.slice(0, slash))
  if (over === 'money') return unit.endsWith('/a') || unit.endsWith('/mo') || unit.endsWith('/d') ? 'money' : 'price'
  return unit.endsWith('/a') || unit.endsWith('/d') || unit.endsWith('/mo') ? over : 'rate'
}

/** By the last character, longest words first: measures are looked for backwards from the number. */
const byLast = new Map<string, MeasureWord[]>()
const define = (kinds: readonly Kind[], spellings: string, measure?: string, modality?: Modality): void => {
  for (const word of spellings.split(' ')) {
    if (word === '') continue
    const list = byLast.get(word.at(-1)!) ?? []
    list.push({ word, measure: measure ?? word, kinds, ...(modality ? { modality } : {}) })
    byLast.set(word.at(-1)!, list)
  }
}

const money: readonly Kind[] = ['money']
define(
  money,
  '亩均税收 亩均产值 亩均投资 亩均效益 人均产值 户均产值 户均税收 地均产值 基本每股收益 稀释每股收益 每股收益 每股净资产',
)
define(money, '存款余额 贷款余额 各项存款余额 各项贷款余额 落地金额 建设期利息 利息 铺底流动资金 建设投资')
define(money, '意向投资', '意向投资', 'signed')
define(['price', 'money'], '到岸价 离岸价 出厂价 出口均价 进口均价')
define(['ratio'], '研发投入强度 投入强度 集中度 覆盖面 增长面 亏损面')
define(money, '增资 增资额 注资', undefined, 'plan')
define(['mass', 'volume', 'energy'], '储存量 存储量 储气量 供应能力')
define([
  'time',
], '投资回收期 静态投资回收期 税后投资回收期 回收期 利用小时数 年利用小时数 有效利用小时数 年有效利用小时数 建设期')
define(money, '年度投资 年度计划投资 年度投资计划', '年度计划投资', 'plan')
define(money, '年度完成投资', undefined, 'actual')
define(
  money,
  '资本金 项目资本金 增收 年增收 人均增收 人均年增收 户均增收 年均增收 人均纯收入 年纯收入 人均年纯收入 纯收入',
)
define(['price', 'money'], '上网电价')
define([
  'ratio',
], '资本金净利润率 投资利润率 投资利税率 财务内部收益率 税后财务内部收益率 净资产收益率 总资产收益率 资产负债率')
define(money, '综合产值 年综合产值 全产业链产值 全产业链综合产值 农业产值 农业总产值')
define(money, '产值 总产值 工业总产值 年产值 工业产值')
define(money, '规模 基金总规模')
define(money, '产业规模 市场规模 经济规模 产业总规模 经济总量 资产规模 基金规模 规模总量')
define(
  money,
  '营业收入 主营业务收入 营业总收入 主营收入 销售收入 营收 年收入 收入 人均可支配收入 可支配收入 财政总收入 财政收入 一般公共预算收入',
)
define(
  money,
  '开票销售 开票收入 开票 应税销售 应税销售收入 应税收入 销售额 交易额 成交额 零售额 社会消费品零售总额 总交易额',
)
define(money, '净利润 归母净利润 利润总额 利润 利税 毛利 亏损 净亏损 净亏 盈利 净利')
define(money, '总金额 金额 总额 交易总额')
define(['count', 'mass', 'energy'], '保有量 总保有量 日产量 日产能')
define(money, '税收 纳税 缴税 上缴税金总额 上缴税金 税金总额 税金 税收收入 入库税收 税收贡献 缴纳税收 纳税额 税额 创税')
define(money, '工业增加值 规上工业增加值 增加值 地区生产总值 生产总值 GDP')
define(
  money,
  '固定资产总投资 计划总投资 总投资额 总投资 概算总投资 投资总额 总投资规模 投资规模 预计总投资',
  '总投资',
  'plan',
)
define(money, '计划投资 拟投资 规划投资 单体投资 预计投资 协议投资额 ', undefined, 'plan')
define(money, '完成投资额 完成投资 累计完成投资 已完成投资 实际完成投资 累计投资 投资完成额', '完成投资', 'actual')
define(money, '固定资产投资 工业投资 产业投资 技改投资 固投')
define(money, '投资金额 投资额 投资', '投资', 'plan')
define(
  money,
  '签约总金额 总签约金额 签约金额 签约总额 签约额 签约资金 合同金额 合同总额 合同额 协议资金 协议投资 协议总投资 协议金额 意向金额 意向投资 合同投资额 合同引资 签约总投资 合同投资总额 合同资金 协议资金额 合同资金额 协议投资总额 投资协议总额 合同金',
  '签约金额',
  'signed',
)
define(
  money,
  '实际利用内资 实际利用外资 实际使用外资 引进省外资金 省外资金 实际进资 进资 引资 利用外资 利用内资 引进内资 实际到位资金 到位资金 到位外资 到位内资 省外境内资金 招商引资',
  undefined,
  'actual',
)
define(
  money,
  '注册资本 注册资金 实缴资本 资产总额 总资产 净资产 市值 总市值 估值 融资 融资额 贷款 贷款余额 授信 授信额度 债券 存款 余额 资产',
)
define(
  money,
  '出口金额 进口金额 出口交货值 进出口总额 进出口 进出口总值 出口额 进口额 出口总额 外贸进出口 外贸进出口总额 出口 进口 出口总值',
)
define(
  money,
  '补贴 奖励 补助 流动资金 奖补资金 扶持资金 专项资金 资金 奖补 资助 退税 减税降费 减免 支持资金 奖励资金 补助资金',
)
define(
  money,
  '订单 订单金额 采购额 采购金额 合作金额 成本 费用 研发投入 研发经费 研发费用 经费 价款 交易价格 对价 转让价款 收购价 交易价格 成交价 起拍价 年租金 租金 工资 人均收入',
)
define([
  'price',
  'money',
], '价差 涨跌额 收盘价 结算价 开盘价 现货均价 价格 均价 单价 报价 售价 现货价格 成交均价 市场价 电价 现货价 平均价格 中标价 含税价')
define(
  ['mass', 'energy', 'power', 'count', 'area', 'volume', 'length', 'charge'],
  '年产能 总产能 设计产能 生产能力 规划产能 年生产能力 产能规模 建成产能 产能',
  '产能',
)
define(['mass', 'energy', 'count', 'area', 'volume', 'length'], '年产量 总产量 产量 累计产量', '产量')
define([
  'mass',
  'energy',
  'count',
  'area',
  'volume',
  'length',
], '销售量 产销量 销量 出货量 装车量 交付量 出口量 进口量 供应量 需求量 消费量 库存 库存量 采购量 发货量')
define([
  'mass',
  'volume',
  'energy',
], '储量 资源储量 保有储量 资源量 保有资源量 探明储量 矿石量 矿石资源量 金属量 蕴藏量 储备量 远景储量')
define(['mass'], '碳酸锂当量 当量 减排量 排放量 减排 处理量 回收量 吞吐量 货运量 用量')
define([
  'mass',
  'volume',
  'energy',
  'count',
], '处理能力 年处理能力 加工能力 冶炼能力 采选规模 开采规模 生产规模 建设规模 规模 回收能力 年处理量')
define([
  'power',
  'energy',
], '装机容量 单机容量 容量 装机规模 总装机容量 装机量 装机 储能容量 储能规模 总装机 并网容量 新增装机 建设规模 总规模 规模')
define(['energy'], '发电量 用电量 交易电量 售电量 上网电量 年发电量 全社会用电量 充电量 工业用电量 放电量 电量 储电量')
define([
  'area',
], '总建筑面积 建筑面积 占地面积 用地面积 总面积 规划面积 总占地面积 种植面积 勘查面积 矿区面积 厂房面积 总规划面积 面积')
define(['length'], '全长 总长 长度 里程 通车里程 线路长度 总里程')
define(['length'], '续航里程 续航 最大续航里程', '续航里程')
define(['volume'], '容量 库容 总库容 容积 蓄水量 用水量')
define(['charge'], '容量')
define(['ratio'], '占比 比重 比例 占 占有率 市场占有率 市占率 份额 市场份额 持股比例 股权 股份 持股')
define(['area'], '占地', '占地面积')
define(['area'], '用地', '用地面积')
define(['ratio', 'points'], '增速 增长率 增幅 涨幅 降幅 增长', '增速')
define([
  'ratio',
], '贡献率 平均品位 品位 良率 良品率 完整度 满意度 纯度 效率 转换效率 浓度 含量 进度 总进度 税率 利率 成功率 毛利率 负荷率')
define(['multiple'], '增长 扩大 增加 提升')
define(['time'], '期限 有效期 寿命 循环寿命 服务年限 工期 周期 建设周期')
define(['count', 'other'], '循环次数 循环寿命 能量密度')
define(['rate'], '能量密度 比容量 密度')
define(['voltage'], '电压等级 电压')

for (const list of byLast.values()) list.sort((a, b) => b.word.length - a.word.length)

/** A measure word found in a clause. */
export interface MeasureFound extends MeasureWord {
  start: number
  end: number
}

const rateEnding = '率'
const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

/** 开工率, 本地配套率: up to five characters before 率 that no grammatical word cuts. */
const rateWord = (text: string, from: number, end: number): MeasureFound | null => {
  if (text[end - 1] !== rateEnding) return null
  let start = end - 1
  while (
    start > from &&
    end - start < 5 &&
    isHan(text.charCodeAt(start - 1)) &&
    !'的了在为达使其将均对和及与并已年月日'.includes(text[start - 1]!)
  )
    start--
  if (end - start < 2) return null
  const word = text.slice(start, end)
  return { word, measure: word, kinds: ['ratio'], start, end }
}

const amountEndings: Partial<Record<Kind, string>> = {
  mass: '量',
  volume: '量',
  energy: '量',
  count: '量',
  money: '额值',
  area: '积',
}

/** 氢气储存量, 出口交货值: words no list holds, known by how measures of their kind end. */
const amountWord = (text: string, from: number, end: number, kind: Kind): MeasureFound | null => {
  if (!amountEndings[kind]?.includes(text[end - 1] ?? ' ')) return null
  let start = end - 1
  while (
    start > from &&
    end - start < 5 &&
    isHan(text.charCodeAt(start - 1)) &&
    !'的了在为达使其将均对和及与并已年月日完成现超过约近占比增大数质较全市省县区份'.includes(text[start - 1]!)
  )
    start--
  if (end - start < 3) return null
  const word = text.slice(start, end)
  return { word, measure: word, kinds: [kind], start, end }
}

/** The longest measure word of this kind (any kind when null) that ends at `end` and begins at or after `from`. */
export const measureEndingAt = (text: string, from: number, end: number, kind: Kind | null): MeasureFound | null => {
  for (const one of byLast.get(text[end - 1] ?? '') ?? []) {
    const start = end - one.word.length
    if (start >= from && (kind === null || one.kinds.includes(kind)) && text.startsWith(one.word, start))
      return { ...one, start, end }
  }
  if (kind === 'ratio' || kind === null) return rateWord(text, from, end)
  return amountWord(text, from, end, kind)
}

/** The last measure word of [from, to) that a number of this kind can have; the longest one where several end together. */
export const lastMeasure = (text: string, from: number, to: number, kind: Kind): MeasureFound | null => {
  for (let end = to; end > from; end--) {
    const found = measureEndingAt(text, from, end, kind)
    if (found) return found
  }
  return null
}

/** What verbs say is measured when no noun does: 年产 a capacity, 生产 an output. */
export const verbMeasures: { verb: string; measure: string; kinds: readonly Kind[]; modality?: Modality }[] = [
  { verb: '年产', measure: '产能', kinds: ['mass', 'energy', 'power', 'count', 'area', 'volume', 'length', 'charge'] },
  { verb: '年处理', measure: '处理能力', kinds: ['mass', 'volume', 'count'] },
  { verb: '年选', measure: '处理能力', kinds: ['mass'] },
  { verb: '年采', measure: '开采规模', kinds: ['mass'] },
  { verb: '产销', measure: '产销量', kinds: ['mass', 'energy', 'count'] },
  { verb: '日产', measure: '日产量', kinds: ['mass', 'count'] },
  { verb: '年回收', measure: '回收能力', kinds: ['mass', 'count', 'energy'] },
  { verb: '年发电', measure: '发电量', kinds: ['energy'] },
  { verb: '年供', measure: '供应量', kinds: ['mass', 'count', 'energy', 'volume'] },
  { verb: '年加工', measure: '加工能力', kinds: ['mass', 'count'] },
  { verb: '生产', measure: '产量', kinds: ['mass', 'energy', 'count', 'volume', 'area', 'length'] },
  { verb: '产出', measure: '产量', kinds: ['mass', 'count'] },
  { verb: '下线', measure: '产量', kinds: ['count'] },
  { verb: '销售', measure: '销量', kinds: ['mass', 'energy', 'count'] },
  { verb: '交付', measure: '交付量', kinds: ['count', 'energy'] },
  { verb: '出口', measure: '出口量', kinds: ['mass', 'count', 'energy'] },
  { verb: '探明', measure: '储量', kinds: ['mass', 'volume'] },
  { verb: '装机', measure: '装机容量', kinds: ['power', 'energy'] },
  { verb: '占地', measure: '占地面积', kinds: ['area'] },
  { verb: '节约', measure: '节约量', kinds: ['mass', 'energy', 'volume'] },
  { verb: '减少', measure: '减少量', kinds: ['mass', 'energy', 'volume'] },
  { verb: '收购', measure: '交易价格', kinds: ['money'] },
  { verb: '竞得', measure: '交易价格', kinds: ['money'] },
  { verb: '收于', measure: '收盘价', kinds: ['price', 'money'] },
  { verb: '报收', measure: '收盘价', kinds: ['price', 'money'] },
  { verb: '收报', measure: '收盘价', kinds: ['price', 'money'] },
  { verb: '开采', measure: '开采年限', kinds: ['time'] },
  { verb: '支撑', measure: '支撑年限', kinds: ['time'] },
  { verb: '新增', measure: '新增', kinds: ['mass', 'energy', 'power', 'area'] },
  { verb: '投入', measure: '投入资金', kinds: ['money'] },
  { verb: '种植', measure: '种植面积', kinds: ['area'] },
  { verb: '斥资', measure: '投资', kinds: ['money'], modality: 'plan' },
  { verb: '融资', measure: '融资', kinds: ['money'] },
  { verb: '兑现', measure: '兑现资金', kinds: ['money'] },
  { verb: '拨付', measure: '拨付资金', kinds: ['money'] },
]

/** What a unit measures when the text gives no word for it. */
export const usualMeasure: Partial<Record<Kind, string>> = {
  area: '面积',
  power: '装机容量',
  voltage: '电压等级',
  length: '长度',
  volume: '容量',
  price: '价格',
  time: '时间',
  rank: '排名',
  points: '变化幅度',
  multiple: '倍数',
  charge: '容量',
  temperature: '温度',
  money: '金额',
  energy: '电量',
  ratio: '比例',
  mass: '数量',
  rate: '指标',
}

/** Measures of things made and moved: a list that begins with one goes on with it, whatever the unit. */
export const flows = new Set(
  '产量 销量 销售量 产销量 出货量 交付量 产能 装车量 出口量 进口量 处理能力 库存 减少量 节约量'.split(' '),
)

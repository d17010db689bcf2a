import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inChinese } from '../../../test/support/in-chinese.ts'
import type { Bound } from '../../base/quantity.ts'
import { findMentions } from './quantities.ts'
import { money } from './recognise.ts'
import { findTimes } from './times.ts'

const found = (text: string) =>
  findMentions(text, findTimes(text, { day: '2024-06-19', year: 2024, yearInferred: false }))
const read = (text: string) =>
  found(text).map((one) => [text.slice(one.start, one.end), one.value, one.valueTo, one.unit, one.bound])

describe('what pages say with numbers', () => {
  test.each<[string, string, number, number | null, string, Bound]>([
    // Energy, power, charge, capacity.
    ['全年用电量达12.5亿度', '12.5亿度', 1.25e12, null, 'Wh', 'eq'],
    ['发电量1.2亿千瓦时', '1.2亿千瓦时', 1.2e11, null, 'Wh', 'eq'],
    ['能耗总量不超过45万吨标准煤', '不超过45万吨标准煤', 450_000, null, 'tce', 'le'],
    ['煤耗300克标准煤/千瓦时', '300克标准煤/千瓦时', 3e-7, null, 'tce/Wh', 'eq'],
    ['新增装机120万千瓦', '120万千瓦', 1.2e9, null, 'W', 'eq'],
    ['光伏并网1.5GW', '1.5GW', 1.5e9, null, 'W', 'eq'],
    ['下线首批314Ah电芯', '314Ah', 314, null, 'Ah', 'eq'],
    ['形成5万吨/年产能', '5万吨/年', 50_000, null, 't/a', 'eq'],
    ['建成10万套/年生产线', '10万套/年', 100_000, null, '{套}/a', 'eq'],
    ['供气3000万立方米/天', '3000万立方米/天', 3e7, null, 'm3/d', 'eq'],
    // Area, length, mass.
    ['复垦约80公顷', '约80公顷', 800_000, null, 'm2', 'approx'],
    ['规划面积35平方公里', '35平方公里', 3.5e7, null, 'm2', 'eq'],
    ['建筑面积12万平方米', '12万平方米', 120_000, null, 'm2', 'eq'],
    ['铜箔厚度6μm', '6μm', 6e-6, null, 'm', 'eq'],
    ['缴获约一吨半', '约一吨半', 1.5, null, 't', 'approx'],
    ['年产十万吨碳酸锂', '十万吨', 100_000, null, 't', 'eq'],
    // Money of other countries, prices, small money, cheques.
    ['出口3.5亿英镑', '3.5亿英镑', 3.5e8, null, 'GBP', 'eq'],
    ['投资2亿泰铢', '2亿泰铢', 2e8, null, 'THB', 'eq'],
    ['注册资本US$3000万', 'US$3000万', 3e7, null, 'USD', 'eq'],
    ['每股净资产5元3角', '5元3角', 5.3, null, 'CNY', 'eq'],
    ['合同价叁佰万元整', '叁佰万元', 3e6, null, 'CNY', 'eq'],
    ['运价12美元/桶', '12美元/桶', 12, null, 'USD/{桶}', 'eq'],
    ['每亩补贴300元', '300元', 300, null, 'CNY/亩', 'eq'],
    ['税收35万元/亩', '35万元/亩', 350_000, null, 'CNY/亩', 'eq'],
    // Ranges.
    ['投资三至五亿元', '三至五亿元', 3e8, 5e8, 'CNY', 'eq'],
    ['规模两到三百亿元', '两到三百亿元', 2e10, 3e10, 'CNY', 'eq'],
    ['培育三到五千家', '三到五千家', 3000, 5000, '{家}', 'eq'],
    ['均价0.2-0.3元/度', '0.2-0.3元/度', 0.0002, 0.0003, 'CNY/Wh', 'eq'],
    ['耐受-20℃至60℃', '-20℃至60℃', -20, 60, 'Cel', 'eq'],
    ['气温零下20至零下10℃', '零下20至零下10℃', -20, -10, 'Cel', 'eq'],
    ['产值2020—2025亿元', '2020—2025亿元', 2.02e11, 2.025e11, 'CNY', 'eq'],
    // Vague numbers and bounds on either side.
    ['产值数十亿元', '数十亿元', 1e9, null, 'CNY', 'gt'],
    ['吸引上百家企业', '上百家', 100, null, '{家}', 'ge'],
    ['用工十几万人', '十几万人', 100_000, null, '{人}', 'gt'],
    ['合格率≥95%', '≥95%', 95, null, '%', 'ge'],
    ['比例大于等于30%', '大于等于30%', 30, null, '%', 'ge'],
    ['引进不下20家', '不下20家', 20, null, '{家}', 'ge'],
    ['储量5万吨左右', '5万吨左右', 50_000, null, 't', 'approx'],
    // Rates, shares, ranks, ratios.
    ['贷款利率下调25个基点', '25个基点', 0.25, null, 'pp', 'eq'],
    ['增长零点五个百分点', '零点五个百分点', 0.5, null, 'pp', 'eq'],
    ['占比七成五', '七成五', 75, null, '%', 'eq'],
    ['增长两成半', '两成半', 25, null, '%', 'eq'],
    ['约三分之一的企业', '约三分之一', 33.3333333333333, null, '%', 'approx'],
    ['损耗万分之五', '万分之五', 0.05, null, '%', 'eq'],
    ['占百分之二三十', '百分之二三十', 20, 30, '%', 'eq'],
    ['容配比1.2:1', '1.2:1', 1.2, null, 'x', 'eq'],
    ['产销比为1:2.5', '1:2.5', 0.4, null, 'x', 'eq'],
    ['以3∶1的比例投入', '3∶1', 3, null, 'x', 'eq'],
    ['常住人口466.71万', '466.71万', 4_667_100, null, '{人}', 'eq'],
  ])('%s', (text, quote, value, valueTo, unit, bound) => {
    expect(read(text)).toEqual([[quote, value, valueTo, unit, bound]])
  })

  test('numbers of a list behind 分别 take the unit and scale of the last one', () => {
    const values = (text: string) => found(text).map((one) => [text.slice(one.start, one.end), one.value, one.unit])
    expect(values('两县产值分别为10、20和30亿元')).toEqual([
      ['10', 1e9, 'CNY'],
      ['20', 2e9, 'CNY'],
      ['30亿元', 3e9, 'CNY'],
    ])
    expect(values('依次为5.5、6.1和7.2个百分点').map(([, value, unit]) => [value, unit])).toEqual([
      [5.5, 'pp'],
      [6.1, 'pp'],
      [7.2, 'pp'],
    ])
    expect(values('均为50亿元')).toEqual([['50亿元', 5e9, 'CNY']])
    expect(values('2023、2024和30亿元')).toEqual([['30亿元', 3e9, 'CNY']])
  })

  test('no quantity in names, codes, dates, scores, idioms and classes', () => {
    const silent = [
      '“1546”发展战略',
      '5#厂房、3号楼和12层',
      '临政发〔2023〕35号',
      '电话0735-2345678转8012',
      '手机13812345678',
      '证券代码600123.SH',
      '统一社会信用代码91431000MA4L0000X0',
      '软件升级到V3.2.1版',
      'GB/T 12345-2020',
      '地址为192.168.1.1',
      '比赛以3:1获胜',
      '会议于8:30开始',
      '镍钴锰比例为8:1:1',
      '成百上千家企业',
      '成千上万',
      '6.18大促',
      '4A级景区',
      '大陆百家企业',
      '五位一体',
      'G107国道',
      '百万千瓦级基地',
      '2024-06-18',
      '电站分别建于2019、2020和2021年',
    ]
    for (const text of silent) expect([text, read(text)]).toEqual([text, []])
  })
})

const units: [string, string, number][] = [
  ['元', 'CNY', 0],
  ['美元', 'USD', 0],
  ['吨', 't', 0],
  ['公斤', 't', -3],
  ['千瓦', 'W', 3],
  ['千瓦时', 'Wh', 3],
  ['GWh', 'Wh', 9],
  ['亩', '亩', 0],
  ['平方公里', 'm2', 6],
  ['家', '{家}', 0],
  ['%', '%', 0],
  ['元/吨', 'CNY/t', 0],
]
const scales: [string, number][] = [
  ['', 0],
  ['万', 4],
  ['亿', 8],
  ['千万', 7],
  ['万亿', 12],
]
const lead = fc.constantFrom('产值', '总量达到', '规模为', '全年', '其中')

describe('written numbers read back', () => {
  const digits = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 99 }))

  test('Arabic with any scale and unit is exact, never 10⁴ or 10⁸ off', () => {
    fc.assert(
      fc.property(
        lead,
        digits,
        fc.constantFrom(...scales),
        fc.constantFrom(...units),
        (words, [whole, cents], scale, unit) => {
          const decimals = unit[1].startsWith('{') || cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`
          const text = `${words}${whole}${decimals}${scale[0]}${unit[0]}。`
          const [one] = found(text)
          expect([text, one?.value, one?.unit]).toEqual([
            text,
            Number(`${whole}${decimals}e${scale[1] + unit[2]}`),
            unit[1],
          ])
        },
      ),
      { numRuns: 600 },
    )
  })

  test('characters with a unit are the number they were printed from', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 99_999_999_999 }),
        fc.constantFrom(...units.slice(0, 10)),
        (value, unit) => {
          const text = `规模为${inChinese(value)}${unit[0]}。`
          const [one] = found(text)
          // 一千千瓦 and its like: a last 千 may belong to either, the amount is the same.
          expect([text, one?.value, one?.unit]).toEqual([text, Number(`${value}e${unit[2]}`), unit[1]])
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a range keeps its unit, and its lower end the scale of the upper one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom('—', '-', '~', '至', '到', '～'),
        fc.constantFrom(...scales),
        fc.constantFrom(...units),
        fc.boolean(),
        (low, more, dash, scale, unit, twice) => {
          const high = low + more
          const text = `规模为${low}${twice ? scale[0] : ''}${dash}${high}${scale[0]}${unit[0]}。`
          const power = scale[1] + unit[2]
          expect([text, ...found(text).map((one) => [one.value, one.valueTo, one.unit])]).toEqual([
            text,
            [Number(`${low}e${power}`), Number(`${high}e${power}`), unit[1]],
          ])
        },
      ),
      { numRuns: 600 },
    )
  })

  test('a year is never read out of an amount, nor an amount out of a year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.constantFrom('亿元', '万吨', '万千瓦', '家'),
        (year, unit) => {
          expect(read(`产量达${year}${unit}`).map(([quote]) => quote)).toEqual([`${year}${unit}`])
          expect(read(`${year}年，${year}年6月和${year}—${year + 1}年`)).toEqual([])
        },
      ),
    )
  })

  test('the plain recogniser gives the amounts of money that the page reader gives', () => {
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom(...scales),
        fc.constantFrom('元', '美元', '欧元'),
        ([whole, cents], scale, unit) => {
          const text = `投资${whole}.${cents}${scale[0]}${unit}`
          const mine = money(text).map((one) => [one.start, one.end, one.value, one.unit])
          expect(mine).toEqual(found(text).map((one) => [one.start, one.end, one.value, one.unit]))
          expect(mine).toHaveLength(1)
        },
      ),
    )
  })
})

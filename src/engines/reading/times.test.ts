import { describe, expect, test } from 'vitest'
import { findTimes } from './times.ts'

const anchor = { day: '2024-06-19', year: 2024, yearInferred: false }
const read = (text: string) =>
  findTimes(text, anchor).map((time) => [
    text.slice(time.start, time.end),
    time.kind,
    time.period?.from ?? null,
    time.period?.to ?? null,
  ])

describe('times', () => {
  test.each([
    ['2023年,', '2023年', 'at', '2023-01-01', '2023-12-31'],
    ['二〇二四年三月', '二〇二四年三月', 'at', '2024-03-01', '2024-03-31'],
    ['2022年以来,', '2022年以来', 'since', '2022-01-01', null],
    ['自2021年起', '2021年起', 'since', '2021-01-01', null],
    ['力争到2025年', '到2025年', 'until', null, '2025-12-31'],
    ['截至2023年12月底,', '截至2023年12月底', 'until', null, '2023-12-31'],
    ['2030年前', '2030年前', 'until', null, '2030-12-31'],
    ['今年1—11月,', '今年1—11月', 'at', '2024-01-01', '2024-11-30'],
    ['1月至11月', '1月至11月', 'at', '2024-01-01', '2024-11-30'],
    ['今年前11个月,', '今年前11个月', 'at', '2024-01-01', '2024-11-30'],
    ['2024年上半年', '2024年上半年', 'at', '2024-01-01', '2024-06-30'],
    ['前三季度,', '前三季度', 'at', '2024-01-01', '2024-09-30'],
    ['2024年第一季度', '2024年第一季度', 'at', '2024-01-01', '2024-03-31'],
    ['第三季度', '第三季度', 'at', '2024-07-01', '2024-09-30'],
    ['去年全市', '去年', 'at', '2023-01-01', '2023-12-31'],
    ['今年以来,', '今年以来', 'since', '2024-01-01', null],
    ['2021年全年产值', '2021年全年', 'at', '2021-01-01', '2021-12-31'],
    ['全年产值', '全年', 'at', '2024-01-01', '2024-12-31'],
    ['年底前完成', '年底前', 'until', null, '2024-12-31'],
    ['近3年,', '近3年', 'recent', '2021-06-19', '2024-06-19'],
    ['未来五年', '未来五年', 'recent', '2024-06-19', '2029-06-19'],
    ['目前,', '目前', 'now', '2024-06-19', '2024-06-19'],
    ['18日在', '18日', 'at', '2024-06-18', '2024-06-18'],
    ['6月18日,', '6月18日', 'at', '2024-06-18', '2024-06-18'],
    ['8月7日至9日', '8月7日至9日', 'at', '2024-08-07', '2024-08-09'],
    ['2024-11-06 20:56', '2024-11-06', 'at', '2024-11-06', '2024-11-06'],
    ['2024.11.06', '2024.11.06', 'at', '2024-11-06', '2024-11-06'],
    ['“十四五”期间', '“十四五”期间', 'at', '2021-01-01', '2025-12-31'],
    ['十五五时期', '十五五时期', 'at', '2026-01-01', '2030-12-31'],
    ['(2022—2032)', '2022—2032', 'plan', '2022-01-01', '2032-12-31'],
    ['20世纪80年代', '20世纪80年代', 'age', '1980-01-01', '1989-12-31'],
    ['比上年同期', '上年同期', 'base', '2023-01-01', '2023-12-31'],
    ['较去年', '去年', 'base', '2023-01-01', '2023-12-31'],
    ['23年底建成', '23年底', 'at', '2023-12-01', '2023-12-31'],
    ['2023.12,', '2023.12', 'at', '2023-12-01', '2023-12-31'],
    ['2023/12/31', '2023/12/31', 'at', '2023-12-31', '2023-12-31'],
    ['2023上半年', '2023上半年', 'at', '2023-01-01', '2023-06-30'],
    ['2024年Q1', '2024年Q1', 'at', '2024-01-01', '2024-03-31'],
    ['2024财年', '2024财年', 'at', '2024-01-01', '2024-12-31'],
    ['2023 年 12 月 5 日', '2023 年 12 月 5 日', 'at', '2023-12-05', '2023-12-05'],
    ['2021年12月至2022年3月', '2021年12月至2022年3月', 'at', '2021-12-01', '2022-03-31'],
    ['5月1—3日', '5月1—3日', 'at', '2024-05-01', '2024-05-03'],
    ['5月1日-6月3日', '5月1日-6月3日', 'at', '2024-05-01', '2024-06-03'],
    ['1、2月产量', '1、2月', 'at', '2024-01-01', '2024-02-29'],
    ['头两个月', '头两个月', 'at', '2024-01-01', '2024-02-29'],
    ['4月中下旬', '4月中下旬', 'at', '2024-04-11', '2024-04-30'],
    ['本月底前', '本月底前', 'until', null, '2024-06-30'],
    ['上月', '上月', 'at', '2024-05-01', '2024-05-31'],
    ['上季度', '上季度', 'at', '2024-01-01', '2024-03-31'],
    ['上周五,', '上周五', 'at', '2024-06-14', '2024-06-14'],
    ['近日,', '近日', 'at', null, '2024-06-19'],
    ['三年来,', '三年来', 'recent', '2021-06-19', '2024-06-19'],
    ['十多年来', '十多年来', 'recent', '2014-06-19', '2024-06-19'],
    ['半年来', '半年来', 'recent', '2023-12-20', '2024-06-19'],
    ['今明两年', '今明两年', 'at', '2024-01-01', '2025-12-31'],
    ['今年年初', '今年年初', 'at', '2024-01-01', '2024-03-31'],
    ['2018年—至今', '2018年—至今', 'since', '2018-01-01', null],
    ['到“十四五”末', '“十四五”末', 'until', null, '2025-12-31'],
    ['“十五五”时期末', '“十五五”时期末', 'until', null, '2030-12-31'],
    ['“十四五”前三年', '“十四五”前三年', 'at', '2021-01-01', '2023-12-31'],
    ['九十年代', '九十年代', 'age', '1990-01-01', '1999-12-31'],
  ])('%s', (text, quote, kind, from, to) => {
    expect(read(text)).toEqual([[quote, kind, from, to]])
  })

  test('what looks like a time and is none', () => {
    for (const text of [
      '1500亿元',
      '三年行动计划',
      '1546战略',
      '近10种',
      '达产后年产值可达80亿元',
      '以上年轻人',
      '2月30日会上',
      '安全年会',
      '第5年级',
      '3000年历史',
      '2023.5亿元',
      '5#矿脉',
      '(300014.SZ)',
      '年产10GWh',
      'V2.0版本',
      '日本月产3万辆',
      '周边地区上周边',
      '第三年来访',
      '25年的老厂',
      '安全年初步',
      '技术中心年中心',
      '首次年会',
    ])
      expect([text, read(text).filter(([quote]) => quote !== '2月')]).toEqual([text, []])
  })

  test('达产后年产值 was once read as 后年, the year after next', () => {
    expect(read('达产后年产值80亿元')).toEqual([])
    expect(read('后年投产')).toEqual([['后年', 'at', '2026-01-01', '2026-12-31']])
  })

  test('去年同期 is the same months of the year before, and only compares', () => {
    const times = findTimes('1—11月产值达120亿元,去年同期为100亿元', anchor)
    expect(times.map(({ kind, period }) => [kind, period?.from, period?.to])).toEqual([
      ['at', '2024-01-01', '2024-11-30'],
      ['base', '2023-01-01', '2023-11-30'],
    ])
  })

  test('次年 follows the year said before; without one it keeps its place and no dates', () => {
    const times = findTimes('2021年6月开工,次年9月投产', anchor)
    expect(times.at(-1)?.period).toMatchObject({ from: '2022-09-01', to: '2022-09-30', inferred: true })
    expect(findTimes('次年投产', anchor)[0]?.period).toBeNull()
  })

  test('what is told from the day of the page says so, and what is written out does not', () => {
    for (const [text, isInferred] of [
      ['上月产量', true],
      ['24年6月', true],
      ['2024财年', true],
      ['2024年6月', false],
      ['2023.12', false],
      ['“十四五”期间', false],
    ] as const)
      expect([text, findTimes(text, anchor)[0]?.period?.inferred]).toEqual([text, isInferred])
  })

  test('time grows with the text and not faster', () => {
    const line = '2023年1—11月,今年以来,上年同期,截至9月底,到“十四五”末,近三年来,5月1日至6月3日产值达120亿元'
    const cost = (n: number) => {
      const text = line.repeat(n)
      let best = Number.POSITIVE_INFINITY
      for (let k = 0; k < 5; k++) {
        const begun = performance.now()
        findTimes(text, anchor)
        best = Math.min(best, performance.now() - begun)
      }
      return best
    }
    cost(200)
    // 16 × the text; a quadratic pass would take 256 × the time, and a busy machine may double a fair one.
    expect(cost(3200) / cost(200)).toBeLessThan(100)
  })

  test('without a day of the page, times that need it keep their place and no dates', () => {
    const [time] = findTimes('去年产值', { day: null, year: null, yearInferred: true })
    expect(time).toMatchObject({ period: null, relative: true })
  })

  test('当日 is the last day said, 昨日 the day before the page', () => {
    const times = findTimes('18日开幕。当日会上签约,昨日公布', anchor)
    expect(times.map((time) => time.period?.from)).toEqual(['2024-06-18', '2024-06-18', '2024-06-18'])
  })
})

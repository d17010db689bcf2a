import { describe, expect, test } from 'vitest'
import { findLost } from './lost.ts'
import { noticesOf } from './notices.ts'
import { read } from './read.ts'
import { reasonWords } from './reasons.ts'

const quantities = (text: string) => read(new TextEncoder().encode(text)).claims.filter((c) => c.kind === 'quantity')
const reasons = (text: string) => quantities(text).map((c) => c.reasons.filter((r) => checked.has(r)))
const checked = new Set([
  'sum-agrees',
  'sum-exceeds-total',
  'part-exceeds-total',
  'share-agrees',
  'share-contradicts',
  'growth-agrees',
  'growth-contradicts',
  'goals-fall',
  'goal-below-actual',
  'cumulative-falls',
  'implausible-size',
  'scale-doubtful',
  'number-lost',
  'unit-lost',
])

describe('numbers held against each other', () => {
  test.each([
    ['2023年某市产值800亿元,其中甲县产值500亿元,乙县产值300亿元。', [['sum-agrees'], ['sum-agrees'], ['sum-agrees']]],
    [
      '2023年某市产值800亿元,其中甲县产值500亿元,乙县产值400亿元。',
      [['sum-exceeds-total'], ['sum-exceeds-total'], ['sum-exceeds-total']],
    ],
    ['项目总投资50亿元,其中一期投资70亿元。', [['part-exceeds-total'], ['part-exceeds-total']]],
    ['项目总投资超50亿元,其中一期投资52亿元。', [[], []]],
    ['全市有企业199家,其中规模以上企业157家、专精特新企业60家。', [[], [], []]],
    ['项目完成投资80亿元,占年度计划100亿元的80%。', [['share-agrees'], ['share-agrees'], ['share-agrees']]],
    [
      '项目完成投资80亿元,占年度计划100亿元的60%。',
      [['share-contradicts'], ['share-contradicts'], ['share-contradicts']],
    ],
    ['2022年产值100亿元,2023年产值150亿元,同比增长50%。', [['growth-agrees'], ['growth-agrees'], ['growth-agrees']]],
    ['2023年1—3月累计完成投资50亿元,2023年1—6月累计完成投资40亿元。', [['cumulative-falls'], ['cumulative-falls']]],
    ['2023年1—3月累计完成投资50亿元,2023年1—6月累计完成投资90亿元。', [[], []]],
    ['力争2025年产值达到500亿元,2027年产值达到400亿元。', [['goals-fall'], ['goals-fall']]],
    ['2023年产值达788亿元,力争2025年产值达到500亿元。', [[], ['goal-below-actual']]],
    ['2023年产值达788亿元,力争2025年产值达到1500亿元。', [[], []]],
  ])('%s', (text, expected) => expect(reasons(text)).toEqual(expected))
})

describe('sizes held against what can be', () => {
  test.each([
    ['郴州市电池产业产值150万元。', ['scale-doubtful']],
    ['郴州市电池产业产值150亿元。', []],
    ['碳酸锂价格为9.5元/吨。', ['implausible-size']],
    ['碳酸锂价格为9.5万元/吨。', []],
    ['锂云母矿氧化锂品位为35%。', ['implausible-size']],
    ['锂云母矿氧化锂品位为0.35%。', []],
    ['郴州市碳酸锂产能5亿吨。', ['scale-doubtful']],
    ['2023年全国碳酸锂产量46万吨。', []],
    ['云桥锂业股权占比为120%。', ['implausible-size']],
  ])('%s', (text, expected) => expect(reasons(text)[0]).toEqual(expected))

  test('what is doubted waits for a person', () => {
    expect(quantities('郴州市电池产业产值150万元。')[0]?.status).toBe('pending')
    expect(quantities('郴州市电池产业产值150亿元。')[0]?.status).toBe('auto')
  })
})

describe('numbers and units lost in copying', () => {
  const lost = (text: string) => findLost(text).map(({ start, end, what }) => [text.slice(start, end), what])
  test.each([
    ['建成生产线万吨碳酸锂项目。', [['生产线万吨', 'number-lost']]],
    ['累计完成投资亿元,进展顺利。', [['完成投资亿元', 'number-lost']]],
    ['项目总投资12.5,占地850亩。', [['总投资12.5', 'unit-lost']]],
    ['年产值突破百亿元,打造万吨级基地,产值达千亿级。', []],
    ['总投资12.5亿元,产能3万吨,产值2025年翻番。', []],
  ])('%s', (text, expected) => expect(lost(text)).toEqual(expected))

  test('lower what stands beside them and are told in a notice with their words', () => {
    const text = '郴州市某项目总投资12.5,占地850亩。'
    const reading = read(new TextEncoder().encode(text))
    expect(reading.claims.find((c) => c.kind === 'quantity')?.reasons).toContain('unit-lost')
    expect(noticesOf(reading).map((n) => n.zh)).toEqual(['“总投资12.5”处的单位疑似丢失，请核对原文。'])
  })

  test('a long line of them costs no more than its length', () => {
    const begun = performance.now()
    findLost('生产线万吨碳酸锂项目总投资12.5,'.repeat(20_000))
    findLost('总投资'.repeat(100_000))
    findLost(`总投资${'约'.repeat(300_000)}`)
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})

test('every code of a check has its words in both languages', () => {
  expect(checked.size).toBeGreaterThan(10)
  for (const code of [...checked, 'place-doubtful']) {
    expect(reasonWords[code]?.zh, code).toBeTruthy()
    expect(reasonWords[code]?.en, code).toBeTruthy()
  }
})

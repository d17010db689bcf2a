import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inChinese } from '../../../test/support/in-chinese.ts'
import { findMentions } from './quantities.ts'
import { dimensions, money, numberRanges, numbers, percentages } from './recognise.ts'

const quoted = (text: string, list: { start: number; end: number; value: number | null }[]) =>
  list.map((one) => [text.slice(one.start, one.end), one.value])

describe('numbers', () => {
  test.each<[string, [string, number][]]>([
    ['矿石 3 万 2 千 5 百吨', [['3 万 2 千 5 百', 32_500]]],
    ['捌佰玖拾元', [['捌佰玖拾', 890]]],
    ['負七點二', [['負七點二', -7.2]]],
    ['六分之五', [['六分之五', 5 / 6]]],
    ['2 1/4小时', [['2 1/4', 2.25]]],
    ['七又二分之一', [['七又二分之一', 7.5]]],
    [
      '3^4和1.5e3',
      [
        ['3^4', 81],
        ['1.5e3', 1500],
      ],
    ],
    ['60k步', [['60k', 60_000]]],
    ['四打鸡蛋', [['四打', 48]]],
    ['年过半百', [['半百', 50]]],
    [
      '买五只送两只',
      [
        ['五', 5],
        ['两', 2],
      ],
    ],
    ['６，５００台', [['６，５００', 6500]]],
    [
      '.75和-.5',
      [
        ['.75', 0.75],
        ['-.5', -0.5],
      ],
    ],
    ['三百余万', [['三百余万', 3_000_000]]],
    [
      '12.7.3版',
      [
        ['12', 12],
        ['7', 7],
        ['3', 3],
      ],
    ],
    ['百分之六十二', [['六十二', 62]]],
  ])('%s', (text, expected) => {
    expect(quoted(text, numbers(text))).toEqual(expected)
  })

  test('words and codes are none', () => {
    for (const text of [
      '一切顺利',
      '四面八方',
      '三亚',
      '万一',
      '放肆',
      '登陆',
      '收拾',
      '型号B52与A380',
      '八八战略',
      '百家争鸣',
    ])
      expect([text, numbers(text)]).toEqual([text, []])
  })

  test('five hundred and something is more than five hundred', () => {
    expect(numbers('五百余万').map((one) => one.more)).toEqual([true])
    expect(numbers('五百万').map((one) => one.more)).toEqual([false])
  })
})

describe('percentages', () => {
  test.each<[string, [string, number][]]>([
    ['涨幅３．６％', [['３．６％', 3.6]]],
    ['百 分 之 四 十 二', [['百 分 之 四 十 二', 42]]],
    ['万分之八', [['万分之八', 0.08]]],
    [
      '六成五与两成半',
      [
        ['六成五', 65],
        ['两成半', 25],
      ],
    ],
    ['八五折', [['八五折', 85]]],
    ['6.8折', [['6.8折', 68]]],
    ['打对折', [['对折', 50]]],
    ['回落1.2个百分点', [['1.2个百分点', 1.2]]],
    ['负2.5%', [['负2.5%', -2.5]]],
    ['3-8%之间', [['8%', 8]]],
    ['4.5‰', [['4.5‰', 0.45]]],
  ])('%s', (text, expected) => {
    expect(quoted(text, percentages(text))).toEqual(expected)
  })

  test('vague shares, fractions, addresses and words are none', () => {
    for (const text of ['百分之五六十', '四百分之三', 'https://example.cn/a?b=30%25', '三成立', '骨折', '十折'])
      expect([text, percentages(text)]).toEqual([text, []])
  })

  test('percentage points say so in their unit', () => {
    expect(percentages('2个百分点').map((one) => one.unit)).toEqual(['pp'])
  })
})

describe('money', () => {
  test.each<[string, [string, number, string][]]>([
    ['合 8 亿元人民币', [['8 亿元人民币', 8e8, 'CNY']]],
    ['人民币  2千元', [['人民币  2千元', 2000, 'CNY']]],
    ['两块五毛', [['两块五毛', 2.5, 'CNY']]],
    ['30元4角五分', [['30元4角五分', 30.45, 'CNY']]],
    ['三欧元又二十欧分', [['三欧元又二十欧分', 3.2, 'EUR']]],
    [
      '$15，200美元',
      [
        ['$15', 15, 'USD'],
        ['200美元', 200, 'USD'],
      ],
    ],
    ['支付600兰特', [['600兰特', 600, 'ZAR']]],
    ['20—30亿元', [['20—30亿元', 2e9, 'CNY']]],
    ['4.2万元/吨', [['4.2万元/吨', 42_000, 'CNY/t']]],
    ['5个比特币', [['5个比特币', 5, 'XBT']]],
  ])('%s', (text, expected) => {
    expect(money(text).map((one) => [text.slice(one.start, one.end), one.value, one.unit])).toEqual(expected)
  })

  test('amounts without a word of money, pieces and places are none', () => {
    for (const text of ['奖池35亿', '三块地', '八角大楼', '编号A20240618元', '兑换美元'])
      expect([text, money(text)]).toEqual([text, []])
  })

  test('names of money without an amount only when asked for', () => {
    expect(money('英镑兑日元', { names: true }).map((one) => [one.unit, one.value])).toEqual([
      ['GBP', null],
      ['JPY', null],
    ])
  })
})

describe('dimensions', () => {
  test.each<[string, [string, number, string, number, string][]]>([
    ['日均30万公斤', [['30万公斤', 300, 't', 300_000, 'kg']]],
    ['身高175公分', [['175公分', 1.75, 'm', 175, 'cm']]],
    ['四米半', [['四米半', 4.5, 'm', 4.5, 'm']]],
    [
      '六千字节与七十兆字节',
      [
        ['六千字节', 6000, 'B', 6, 'kB'],
        ['七十兆字节', 7e7, 'B', 70, 'MB'],
      ],
    ],
    ['一千二百两', [['一千二百两', 0.06, 't', 1200, '两']]],
    ['负1.5千米', [['负1.5千米', -1500, 'm', -1.5, 'km']]],
    ['8英尺', [['8英尺', 2.4384, 'm', 8, 'ft']]],
    ['5—8万吨/年', [['5—8万吨/年', 50_000, 't/a', 50_000, 't']]],
  ])('%s', (text, expected) => {
    expect(
      dimensions(text).map((one) => [
        text.slice(one.start, one.end),
        one.value,
        one.unit,
        one.said.value,
        one.said.sign,
      ]),
    ).toEqual(expected)
  })

  test('people, money, times and vitamins are none', () => {
    for (const text of ['三位来宾', '5万人', '8000元', '下午3:00 pm', '维生素B12', '三方面', '两家'])
      expect([text, dimensions(text)]).toEqual([text, []])
  })
})

describe('number ranges', () => {
  const shown = (text: string, options = {}) =>
    numberRanges(text, options).map((one) => [
      text.slice(one.start, one.end),
      `${one.lowIncluded ? '[' : '('}${one.low},${one.high}${one.highIncluded ? ']' : ')'}`,
    ])

  test.each<[string, [string, string][]]>([
    ['约15~60件', [['15~60', '[15,60]']]],
    ['位于5和9之间', [['位于5和9之间', '[5,9]']]],
    ['三到六万', [['三到六万', '[30000,60000]']]],
    ['大于 等于 8', [['大于 等于 8', '[8,Infinity)']]],
    ['≤120', [['≤120', '(-Infinity,120]']]],
    ['比六十小', [['比六十小', '(-Infinity,60)']]],
    ['400以上', [['400以上', '[400,Infinity)']]],
    ['50台以下', [['50台以下', '(-Infinity,50]']]],
    ['七百多', [['七百多', '(700,Infinity)']]],
    ['十几万', [['十几万', '(100000,Infinity)']]],
    ['大于3且小于7', [['大于3且小于7', '(3,7)']]],
    ['最多90最少30', [['最多90最少30', '[30,90]']]],
    [
      '大于7小于3',
      [
        ['大于7', '(7,Infinity)'],
        ['小于3', '(-Infinity,3)'],
      ],
    ],
    ['超过百分之四', [['超过百分之四', '(4,Infinity)']]],
    ['七八个', [['七八', '[7,8]']]],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  test('other readings of 到 and 以上 are options', () => {
    expect(shown('15~60', { openEnd: true })).toEqual([['15~60', '[15,60)']])
    expect(shown('400以上', { strictAbove: true })).toEqual([['400以上', '(400,Infinity)']])
    expect(shown('400及以上', { strictAbove: true })).toEqual([['400及以上', '[400,Infinity)']])
  })

  test('dates, numbers of telephones and lists are none', () => {
    for (const text of ['2024-06-19', '0735-123-4567', '3和5', '第三和第五'])
      expect([text, numberRanges(text)]).toEqual([text, []])
  })
})

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    ...'0123456789一二三两十百千万亿兆零〇几数多余点又半成折分之负-—~到至和大小于比 ，,.。/^eEk%元吨米块毛角第壹陆拾佰個點億　５．',
    '百分之',
    '个百分点',
    '人民币',
    '以上',
    '超过',
    '之间',
    '🔋',
  )
  const all = {
    numbers,
    percentages,
    money,
    dimensions,
    numberRanges,
    named: (text: string) => money(text, { names: true }),
  }

  test('answers lie inside, in order, do not overlap and hold numbers', () => {
    let seen = 0
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        for (const [name, find] of Object.entries(all)) {
          let last = 0
          for (const one of find(text)) {
            seen++
            expect([name, text, one.start >= last, one.end > one.start, one.end <= text.length]).toEqual([
              name,
              text,
              true,
              true,
              true,
            ])
            if ('value' in one && one.value !== null) expect([text, Number.isNaN(one.value)]).toEqual([text, false])
            last = one.end
          }
        }
      }),
      { numRuns: 1500 },
    )
    expect(seen).toBeGreaterThan(1000)
  })

  test('a whole number printed in characters is found as itself, also with spaces and in Traditional', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 9_999_999_999_999 }), (value) => {
        const plain = inChinese(value)
        for (const text of [
          plain,
          plain.replaceAll('万', '萬').replaceAll('亿', '億'),
          plain.replace(/([千万亿])/g, '$1 '),
        ])
          expect([text, numbers(`共${text}件`).map((one) => one.value)]).toEqual([text, [value]])
      }),
      { numRuns: 300 },
    )
  })

  test('sixteen times the text takes some sixteen times as long, on any text', () => {
    const hostile = [
      ...'1一万零几叁至(',
      ...['百零', '十几', '三又', '一分之', '分别1、', '多万', '人民币'],
      ...['1.', '1,111', ',111', '100 000 ', '- ', '1^', '1/', '1~', '比1', '9 9 '],
    ]
    const finders = { ...all, page: (text: string) => findMentions(text, []) }
    const spent = (): number => {
      const { user, system } = process.threadCpuUsage()
      return (user + system) / 1000
    }
    const time = (work: () => void): number => {
      const from = spent()
      work()
      return spent() - from
    }
    for (const piece of hostile) {
      const small = piece.repeat(Math.ceil(3000 / piece.length))
      const large = small.repeat(16)
      for (const [name, find] of Object.entries(finders)) {
        // Processor time, so that a busy machine does not count; a square law would take seconds here.
        find(small)
        const once = time(() => find(small))
        const slow = time(() => find(large)) > 24 * once + 500
        expect([piece, name, slow]).toEqual([piece, name, false])
      }
    }
  }, 60_000)
})

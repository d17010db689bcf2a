import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numeralAt, smallAt, yearAt } from './numerals.ts'

const digits = '零一二三四五六七八九'

/** Prints a whole number below 10^16 in Chinese characters, the reference the reader is proved against. */
const inChinese = (value: number): string => {
  if (value === 0) return '零'
  const below = (part: number): string => {
    let text = ''
    let gap = false
    for (const [unit, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(part / unit) % 10
      if (digit === 0) gap = text !== ''
      else {
        text += (gap ? '零' : '') + digits[digit] + name
        gap = false
      }
    }
    return text
  }
  let text = ''
  let rest = value
  let skipped = false
  for (const [unit, name] of [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(rest / unit)
    rest -= part * unit
    if (part === 0) {
      skipped = text !== ''
      continue
    }
    const zero = text !== '' && (skipped || part < 1000)
    text += (zero ? '零' : '') + below(part) + (unit === 1e12 && Math.floor(rest / 1e8) > 0 ? '万' : name)
    skipped = false
  }
  return text
}

describe('numbers as pages write them', () => {
  test.each([
    ['1400亿元', 1.4e11],
    ['788.97亿', 7.8897e10],
    ['1.5万', 15_000],
    ['130,427.48万元', 1_304_274_800],
    ['2,000万吨', 2e7],
    ['１２３．４万', 1_234_000],
    ['3千万', 3e7],
    ['1亿2000万', 1.2e8],
    ['两千三百万', 2.3e7],
    ['一百零五个', 105],
    ['二十', 20],
    ['十五', 15],
    ['一千五', 1500],
    ['三点五万', 35_000],
    ['百亿元', 1e10],
    ['千亿级', 1e11],
    ['万亿级', 1e12],
    ['1.2万亿', 1.2e12],
    ['10 亿元', 1e9],
    ['6.25兆瓦', 6.25],
  ])('%s is %d', (text, value) => {
    expect(numeralAt(text, 0)?.value).toBe(value)
  })

  test('vague numbers keep their lower figure and say that it is more', () => {
    for (const [text, value] of [
      ['数十亿', 1e9],
      ['几百家', 100],
      ['十几家', 10],
      ['500余万元', 5e6],
      ['两百多万', 2e6],
      ['百余万', 1e6],
    ] as const)
      expect(numeralAt(text, 0)).toMatchObject({ value, more: true })
  })

  test('neighbouring digits are a range', () => {
    expect(numeralAt('十七八个', 0)).toMatchObject({ value: 17, valueTo: 18 })
    expect(numeralAt('三五家', 0)).toMatchObject({ value: 3, valueTo: 5 })
    expect(numeralAt('两三百', 0)).toMatchObject({ value: 200, valueTo: 300 })
  })

  test('a lost decimal point is put back and marked', () => {
    expect(numeralAt('4 9亿吨', 0)).toMatchObject({ value: 4.9e8, repaired: true })
    expect(numeralAt('131 35万吨', 0)).toMatchObject({ value: 1_313_500, repaired: true })
    expect(numeralAt('2025 35万吨', 0)).toMatchObject({ value: 2025, repaired: false })
  })

  test('versions and words are no numbers; 6.25兆瓦 was once read as 6.25 × 10¹² of 瓦', () => {
    expect(numeralAt('1.2.3', 0)).toBeNull()
    expect(numeralAt('数据', 0)).toBeNull()
    expect(numeralAt('几乎', 0)).toBeNull()
  })

  test('a year is four digits that stand alone between 1900 and 2100', () => {
    expect([
      yearAt('2024年', 0),
      yearAt('二〇二四年', 0),
      yearAt('1546', 0),
      yearAt('12024年', 1),
      yearAt('20245', 0),
    ]).toEqual([2024, 2024, null, null, null])
    expect(smallAt('11月', 0)).toEqual({ value: 11, end: 2 })
    expect(smallAt('十二月', 0)).toEqual({ value: 12, end: 2 })
    expect(smallAt('123', 0)).toBeNull()
  })

  test('property: every whole number printed in Chinese reads back', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 9_999_999_999_999 })),
        (value) => {
          const text = inChinese(value)
          expect([text, numeralAt(text, 0)?.value, numeralAt(text, 0)?.end]).toEqual([text, value, text.length])
        },
      ),
      { numRuns: 500 },
    )
  })

  test('property: Arabic with thousands marks, decimals and a scale reads back exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('', '万', '亿', '万亿', '千'),
        (whole, places, scale) => {
          const fraction = places === 0 ? '' : `.${'357'.slice(0, places)}`
          const power = { '': 0, 万: 4, 亿: 8, 万亿: 12, 千: 3 }[scale]!
          const plain = `${whole}${fraction}`
          const expected = Number(`${plain}e${power}`)
          for (const text of [plain, whole.toString().replace(/\B(?=(\d{3})+$)/g, ',') + fraction])
            expect(numeralAt(`${text}${scale}`, 0)?.value).toBe(expected)
        },
      ),
    )
  })

  test('property: whatever stands there, a numeral lies inside the text and looking is quick', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789一二三十百千万亿兆零〇两几数多余点.,，年元个 ') }),
        (text) => {
          for (let i = 0; i < text.length; i++) {
            const numeral = numeralAt(text, i)
            if (!numeral) continue
            expect(numeral.start).toBe(i)
            expect(numeral.end).toBeGreaterThan(i)
            expect(numeral.end).toBeLessThanOrEqual(text.length)
            expect(Number.isFinite(numeral.value)).toBe(true)
          }
        },
      ),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inChinese } from '../../../test/support/in-chinese.ts'
import { numeralAt, smallAt, yearAt } from './numerals.ts'

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
    ['零点五', 0.5],
    ['十点二五亿', 1.025e9],
    ['两千万点五五', 20_000_000.55],
    ['叁佰万', 3e6],
    ['壹亿贰仟万', 1.2e8],
    ['伍拾陆', 56],
    ['5亿1万4千6百', 500_014_600],
    ['3万4000吨', 34_000],
    ['1千零20', 1020],
    ['2千零30万', 20_300_000],
    ['四万万', 4e8],
    ['五兆六十二亿四万五千二', 5_006_200_045_200],
    ['一百零十万', 1.1e6],
    ['三十万多亿', 3e13],
    ['3 000吨', 3000],
    ['1 234 567元', 1_234_567],
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

  test('五兆六十二亿 was once 5 062 × 10⁸ × 10¹²; 三百五百 once ended inside 五百', () => {
    expect(numeralAt('五兆六十二亿', 0)?.value).toBe(5.0062e12)
    expect(numeralAt('三百五百', 0)).toMatchObject({ value: 300, end: 2 })
    expect(numeralAt('五十二百', 0)).toMatchObject({ value: 50, end: 2 })
  })

  test('what stands behind a number stays there: years, times, the prefix of a unit, the unit 两', () => {
    for (const [text, value, end] of [
      ['3亿2023年', 3e8, 2],
      ['3万200', 30_000, 2],
      ['十点三十分', 10, 1],
      ['一点两小时', 1, 1],
      ['12千米', 12, 2],
      ['一百千瓦', 100, 2],
      ['三十两', 30, 2],
      ['1 234吨', 1, 1],
    ] as const)
      expect([text, numeralAt(text, 0)?.value, numeralAt(text, 0)?.end]).toEqual([text, value, end])
  })

  test('forms of cheques alone, or in 大陆, 收拾, 放肆 and 队伍, are words', () => {
    for (const [text, at] of [
      ['陆地', 0],
      ['大陆百家', 1],
      ['收拾万物', 1],
      ['队伍百人', 1],
      ['放肆', 1],
      ['叁', 0],
    ] as const)
      expect([text, numeralAt(text, at)]).toEqual([text, null])
    expect(numeralAt('叁', 0, true)?.value).toBe(3)
    expect(numeralAt('陆', 0, true)).toBeNull()
  })

  test('a decimal point that a space sets apart is put back behind a word, not behind the number of an item', () => {
    expect(numeralAt('产值3. 5亿元', 2)).toMatchObject({ value: 3.5e8, repaired: true })
    expect(numeralAt('3. 5亿元的项目', 0)).toMatchObject({ value: 3, repaired: false })
  })

  test('runs of digits longer than any number are codes; 400 of them were once Infinity', () => {
    expect(numeralAt('1'.repeat(400), 0)).toBeNull()
    expect(numeralAt('9'.repeat(24), 0)?.value).toBe(1e24)
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

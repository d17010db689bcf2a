import fc from 'fast-check'
import { Converter } from 'opencc-js/cn2t'
import { describe, expect, test } from 'vitest'
import { encoderOf } from '../../../test/support/encodings.ts'
import { cleanPage } from '../../../test/support/generated-pages.ts'
import { KnownError } from '../../base/errors.ts'
import { decode } from './decode.ts'
import { openText } from './intake/open.ts'

const text =
  '某市今年前三季度新能源产业产值达95.46亿元，同比增长21.6%。目前，全市共引进企业12家，涉及项目20个。\n'.repeat(4)

const gb = encoderOf('gb18030')
const big5 = encoderOf('big5')
const utf16 = (s: string, little: boolean, mark: boolean) => {
  const bytes: number[] = mark ? (little ? [0xff, 0xfe] : [0xfe, 0xff]) : []
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i)
    bytes.push(...(little ? [code & 255, code >> 8] : [code >> 8, code & 255]))
  }
  return new Uint8Array(bytes)
}
const old =
  '該項目計劃總投資五十八億元，建設內容包括生產廠房，預計明年六月建成投產，這是當地發展電池產業的重要一步。'.repeat(3)

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof KnownError) {
      expect(error.words.zh).toMatch(/[一-鿿]/)
      expect(error.words.en).toMatch(/^[ -~]+$/)
      return error.code
    }
    throw error
  }
  return 'read'
}

describe('bytes to text', () => {
  test.each([
    ['utf-8', new TextEncoder().encode(text), text],
    ['utf-8', new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]), text],
    ['utf-16le', utf16(text, true, true), text],
    ['utf-16be', utf16(text, false, true), text],
    ['utf-16le', utf16(text, true, false), text],
    ['utf-16be', utf16(text, false, false), text],
    ['gb18030', gb(text), text],
    ['big5', big5(old), old],
  ])('%s', (encoding, bytes, expected) => {
    const decoded = decode(bytes as Uint8Array)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.text).toBe(expected)
  })

  test('a wrong declaration does no harm and is said', () => {
    expect(decode(gb(text), 'utf-8')).toEqual({
      text,
      encoding: 'gb18030',
      declaredWrong: 'utf-8',
      unreadable: null,
    })
    expect(decode(new TextEncoder().encode(text), 'gb2312')).toMatchObject({
      encoding: 'utf-8',
      declaredWrong: 'gb18030',
    })
    expect(decode(gb(`<meta charset="utf-8">${text}`)).encoding).toBe('gb18030')
    expect(decode(gb(text), 'no-such-encoding').encoding).toBe('gb18030')
  })

  test('a page cut in the middle of a character is still UTF-8', () => {
    const bytes = new TextEncoder().encode(text)
    for (const lost of [1, 2, 4, 5]) expect(decode(bytes.subarray(0, bytes.length - lost)).encoding).toBe('utf-8')
  })

  test('short GB18030 texts are told apart', () => {
    for (const s of ['产值达到五百亿元。', '全市工业企业二百家', '郴州市人民政府办公室'])
      expect(decode(gb(s)).text).toBe(s)
  })

  test.each([
    ['reading.empty', new Uint8Array(0)],
    ['reading.container', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0])],
    ['reading.container', new TextEncoder().encode('%PDF-1.7 ...')],
    ['reading.container', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['reading.binary', Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3)) & 255)],
    ['reading.binary', Uint8Array.from({ length: 4096 }, (_, i) => i % 11)],
    ['reading.too-short', new TextEncoder().encode(' \n 万\n')],
  ])('%s is said in both languages', (code, bytes) => expect(codeOf(() => decode(bytes as Uint8Array))).toBe(code))

  test('generated pages in every encoding, with wrong declarations and none, come out right in 99 of 100', () => {
    const toTraditional = Converter({ from: 'cn', to: 'tw' })
    const declarations = [undefined, 'utf-8', 'gb2312', 'big5', 'shift_jis', 'windows-1252', 'utf-16le', 'nonsense']
    const pages = Array.from({ length: 400 }, (_, seed) => cleanPage(seed).join('\n')).filter(
      (page) => page.length >= 200,
    )
    expect(pages.length).toBeGreaterThanOrEqual(200)
    const wrong: string[] = []
    let all = 0
    pages.slice(0, 240).forEach((page, i) => {
      const old = toTraditional(page)
      const inMarkup = `<html><head><script>${'var a = 1;'.repeat(i % 3 === 0 ? 9000 : 3)}</script></head><body>${page}</body></html>`
      const files: [string, Uint8Array][] = [
        ['utf-8', new TextEncoder().encode(page)],
        ['utf-8', new TextEncoder().encode(old)],
        ['gb18030', gb(page)],
        ['gb18030', gb(inMarkup)],
        ['gb18030', gb(old)],
        ['big5', big5(old)],
        ['utf-16le', utf16(page, true, i % 2 === 0)],
        ['utf-16be', utf16(page, false, i % 2 === 0)],
      ]
      for (const [k, [encoding, bytes]] of files.entries()) {
        const declared = declarations[(i + k) % declarations.length]
        const decoded = decode(bytes, declared)
        const expected = new TextDecoder(encoding).decode(bytes)
        all++
        if (decoded.encoding !== encoding || decoded.text !== expected)
          wrong.push(`${encoding} declared ${declared} read as ${decoded.encoding}: ${page.slice(0, 20)}`)
      }
    })
    expect(all).toBe(240 * 8)
    expect(wrong.slice(0, 10)).toEqual([])
    expect(wrong.length).toBeLessThanOrEqual(0.01 * all)
  }, 60_000)

  test('a GBK page with broken bytes is read, and the broken places are counted and said', () => {
    const whole = gb(text)
    const broken = new Uint8Array([
      ...whole.subarray(0, 41),
      0xff,
      ...whole.subarray(41, 90),
      0x80,
      0xff,
      ...whole.subarray(90),
    ])
    const decoded = decode(broken, 'utf-8')
    expect(decoded.encoding).toBe('gb18030')
    expect(decoded.unreadable?.count).toBeGreaterThanOrEqual(2)
    expect(decoded.text[decoded.unreadable!.first]).toBe('\ufffd')
    expect(decoded.text.split('\ufffd').join('').length).toBeGreaterThan(0.97 * text.length)
    const { notices } = openText(broken)
    expect(notices?.[0]?.zh).toContain(`${decoded.unreadable!.count}处`)
    expect(openText(whole).notices).toEqual([])
  })

  test('any bytes are decoded or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['read', 'reading.empty', 'reading.container', 'reading.binary', 'reading.too-short']).toContain(
          codeOf(() => decode(bytes)),
        )
      }),
      { numRuns: 200 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dirtyPage, randomFrom } from '../../../test/support/generated-pages.ts'
import { readingJson } from './json.ts'
import { noticesOf } from './notices.ts'
import { read } from './read.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const holds = (text: string) => {
  const reading = read(bytes(text))
  const { raw } = reading
  let at = 0
  for (const s of reading.setAside) {
    expect(s.start).toBeGreaterThanOrEqual(at)
    expect(s.end).toBeLessThanOrEqual(raw.length)
    expect(raw.slice(s.start, s.end)).toBe(s.text)
    at = s.end
  }
  const orders = reading.blocks.map((b) => b.order).sort((a, b) => a - b)
  expect(orders).toEqual(orders.map((_, i) => i))
  for (const b of reading.blocks) expect(b.end).toBeGreaterThan(b.start)
  for (const c of reading.claims) {
    expect(c.end).toBeLessThanOrEqual(raw.length)
    expect(c.quote).not.toBe('')
    expect(raw.slice(c.start, c.end)).toBe(c.quote)
    expect(reading.setAside.some((s) => s.start <= c.start && s.end >= c.end)).toBe(false)
    expect(c.confidence).toBeGreaterThan(0)
    expect(c.confidence).toBeLessThanOrEqual(1)
  }
  expect(new Set(reading.claims.map((c) => c.id)).size).toBe(reading.claims.length)
  return reading
}

describe('a reading', () => {
  test('of a page without Chinese names its language and claims nothing', () => {
    const reading = holds(
      'Lithium output rose to 500 million tonnes in 2024, the ministry said on Monday.\nIt will grow by 20%.',
    )
    expect(reading.document.language).toBe('en')
    expect(reading.claims).toEqual([])
    expect(reading.blocks.length).toBeGreaterThan(0)
    expect(noticesOf(reading)).toEqual([
      { zh: expect.stringContaining('英文'), en: expect.stringContaining('English') },
    ])
  })

  test('of a page with only comments claims nothing', () => {
    const reading = holds(
      '网友评论更多\n187****1028 回复 184****1281:这个县今年产值500亿元了?🔢来自井冈山\n2024-11-06 20:56:50 推荐\n93德州911\n158****7858:如何看待总投资1400亿元的项目?🔩来自淄博',
    )
    expect(reading.claims).toEqual([])
    expect(reading.setAside.every((s) => s.reason === 'comment')).toBe(true)
    expect(reading.blocks).toEqual([])
    expect(noticesOf(reading)[0]!.zh).toContain('只有网友评论')
  })

  test('of Traditional text with pinyin between number and unit quotes the page as it is', () => {
    const reading = holds('某縣今年計劃總投資58.56億(yì)元,年產(chǎn)碳酸鋰3萬噸,項目(mù)由某某新材料有限公司建設。')
    expect(reading.document.language).toBe('zh-Hant')
    const sum = reading.claims.find((c) => c.value === 5.856e9)
    expect(sum?.quote).toBe('58.56億(yì)元')
  })

  test('keeps CRLF, emoji, full-width and zero-width characters in its offsets', () => {
    const reading = holds('😀标题行在这里\r\n某市今年产值达５００亿元，同比增长\u200b２１．６％。\r\n')
    const sum = reading.claims.find((c) => c.value === 5e10)
    expect(sum && reading.raw.slice(sum.start, sum.end)).toContain('５００亿元')
  })

  test('gives no order where nothing is broken, and one where the dateline is not first', () => {
    const news =
      '中新网丰水5月6日电(王一鸣)丰水市举办电池产业合作对接会,签约项目18个,总投资超过200亿元,产业布局再加码。'
    const back = '此次对接会由丰水市人民政府主办,旨在推动丰水电池产业补链强链,促进上下游企业深入合作、共同发展。'
    const last = '丰水市市长王一鸣表示,丰水将坚持全产业链发展思路,加快推动电池产业高质量发展,早日建成千亿产业。(完)'
    expect(holds([news, back, last].join('\n')).blocks.map((b) => b.order)).toEqual([0, 1, 2])
    const shuffled = holds([last, back, news].join('\n'))
    expect(shuffled.blocks.map((b) => b.order)).toEqual([2, 1, 0])
    expect(noticesOf(shuffled)[0]!.zh).toContain('建议的阅读顺序')
    expect(holds([back, last].join('\n')).blocks.map((b) => b.order)).toEqual([0, 1])
  })

  test('as JSON has the keys of the design in their order and no raw text', () => {
    const json = readingJson(holds('某市2024年产值达500亿元,同比增长20%。某某新材料有限公司揭牌。'))
    expect(Object.keys(json)).toEqual(['document', 'blocks', 'setAside', 'claims'])
    expect(Object.keys(json.document)).toEqual([
      'title',
      'publisher',
      'published',
      'sha256',
      'encoding',
      'language',
      'format',
    ])
    expect(json.claims.length).toBeGreaterThan(2)
    for (const claim of json.claims)
      expect(Object.keys(claim).slice(0, 21)).toEqual(
        'id kind quote start end value valueTo unit bound measure subject modality from to precision inferred place placeCode confidence reasons status'.split(
          ' ',
        ),
      )
  })

  test('does not count a list twice: the list says its number', () => {
    const { claims } = holds('某市重点发展正极材料、负极材料、隔膜、电解液四大关键材料,2024年产值达500亿元。')
    expect(claims.filter((c) => c.kind === 'list').map((c) => c.value)).toEqual([4])
    expect(claims.filter((c) => c.kind === 'quantity').map((c) => c.value)).toEqual([5e10])
  })

  test('is the same every time', () => {
    const { text } = dirtyPage(7)
    expect(read(bytes(text))).toEqual(read(bytes(text)))
  })
})

describe('whatever comes', () => {
  test('generated pages with dirt keep every quote', () => {
    let claims = 0
    for (let seed = 500; seed < 560; seed++) claims += holds(dirtyPage(seed).text).claims.length
    expect(claims).toBeGreaterThan(1000)
  })

  const piece = fc.constantFrom(
    '郴州',
    '市长',
    '张三',
    '有限公司',
    '领导小组',
    '《',
    '》',
    '规划',
    '“',
    '”',
    '1546',
    '发展战略',
    '、',
    '等',
    '五大',
    '路径',
    '产值',
    '500亿元',
    '2025年',
    '到',
    '从',
    '全产业链',
    '。',
    ',',
    '\n',
    '(',
    ')',
    '揭牌',
    '联合',
    '建设',
    '(完)',
    '中新网郴州6月19日电',
    '一二三',
    '百分之',
    '.',
    '%',
    '😀',
    '<div>',
    '&nbsp;',
    '省',
    '由',
    '任',
    '素有',
    '之美誉',
    '187****1028',
    'app官网下载',
    ' ',
  )
  test('any pieces put together keep the promises of a reading', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 3, maxLength: 80 }), (parts) => {
        holds(`某市产业${parts.join('')}`)
      }),
      { numRuns: 200 },
    )
  })

  /** Each grows with n; none may take more than its share of time when n doubles. */
  const bombs: Record<string, (n: number) => string> = {
    'one long line': (n) => '郴州锂电新能源产业'.repeat(n / 9),
    brackets: (n) => '中('.repeat(n / 2),
    quotes: (n) => '“”'.repeat(n / 2),
    'one list': (n) => '电池、'.repeat(n / 3),
    'open titles': (n) => '《规划'.repeat(n / 3),
    digits: (n) => `产值${'1'.repeat(n)}亿元`,
    'Chinese digits to the end': (n) => '一二三'.repeat(n / 3),
    'short lines': (n) => '一二三\n'.repeat(n / 4),
    comments: (n) => '187****1028 回复 184****1281:你好吗?\n'.repeat(n / 31),
    datelines: (n) => '某某中新网郴州6月19日电湖南郴州电池公司揭牌今天很好啊\n'.repeat(n / 28),
    tags: (n) => `<html><body>${'<div>'.repeat(n / 5)}中文内容文字`,
    'titles of office': (n) => '董事长、总经理、'.repeat(n / 8),
    'company endings': (n) => '公司'.repeat(n / 2),
    people: (n) => '市长张三丰说'.repeat(n / 6),
    promotions: (n) => '很好九游app官网下载,,'.repeat(n / 13),
    ampersands: (n) => '中&'.repeat(n / 2),
    'mixed signs': (n) => {
      const r = randomFrom(9)
      const signs = '的电、“”《》()12年月日亿元公司等和与a<>&,;。?!…\n市省'.split('')
      let text = ''
      for (let i = 0; i < n; i++) text += r.pick(signs)
      return text
    },
  }
  test.each(Object.keys(bombs))('%s: four times the text takes far less than sixteen times the time', (name) => {
    // Processor time of this process: the wall clock of a busy machine says little.
    const time = (n: number): number => {
      const input = bytes(bombs[name]!(n))
      let best = Infinity
      for (let k = 0; k < 3; k++) {
        const before = process.cpuUsage().user
        read(input)
        best = Math.min(best, (process.cpuUsage().user - before) / 1000)
      }
      return best
    }
    time(6_000)
    const small = time(12_000)
    const large = time(48_000)
    // Quadratic work would be sixteen times; a floor keeps a fast case from failing on a few milliseconds.
    expect(large / Math.max(small, 30)).toBeLessThan(10)
  })

  test('a line of a million characters comes back', () => {
    const started = performance.now()
    holds(`某市2024年产值达500亿元,同比增长20%。${'产业'.repeat(500_000)}`)
    expect(performance.now() - started).toBeLessThan(45_000)
  })

  test('fuzzed bytes are read or refused with a known error', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.constantFrom('', '产值达500亿元。<div>'),
        (noise, text) => {
          try {
            const reading = read(new Uint8Array([...bytes(text), ...noise]))
            for (const c of reading.claims) expect(reading.raw.slice(c.start, c.end)).toBe(c.quote)
          } catch (error) {
            expect((error as Error).name).toBe('KnownError')
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

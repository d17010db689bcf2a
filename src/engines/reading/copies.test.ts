import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areCopies, type Fingerprint, fingerprintOf, likeness, marksOf, sentenceKey } from './copies.ts'
import { read } from './read.ts'

const sentences = [
  '丰水市今年上半年电池产业产值达到一百二十亿元，同比增长百分之十五。',
  '全市现有电池及材料企业四十六家，其中规模以上企业十九家。',
  '清河锂业年产三万吨碳酸锂项目已于五月投产，月产量稳步爬坡。',
  '市工业和信息化局负责人表示，下一步将补齐隔膜和电解液两个环节。',
  '北岸经开区正在建设二期标准厂房，预计明年三月交付使用。',
  '为解决用能问题，当地新建一座二百二十千伏变电站，总投资三亿元。',
]
const other = [
  '石桥县油茶种植面积突破二十万亩，带动三万农户增收。',
  '当地引进三条榨油生产线，日处理茶籽五十吨，产品销往沿海城市。',
  '县林业局介绍，明年将再改造低产林一万亩，并培训技术员二百人。',
]
const print = (pieces: string[]): Fingerprint => fingerprintOf(pieces)
const copies = (a: string[], b: string[]): boolean => areCopies(likeness(print(a), print(b)))

describe('copies of one text', () => {
  test('are found shuffled, with other marks and spaces, and shortened', () => {
    expect(copies(sentences, [...sentences].reverse())).toBe(true)
    expect(copies(sentences, [sentences.join('').replaceAll('，', ' , ')])).toBe(true)
    expect(copies(sentences, sentences.slice(0, 3))).toBe(true)
  })

  test('are found when a word in every sentence was changed', () => {
    const touched = sentences.map((one) => one.replace(/[市县]/, '城'))
    expect(copies([sentences.join('')], [touched.join('')])).toBe(true)
  })

  test('are not other texts, one shared sentence, or a digest with the story in it', () => {
    expect(copies(sentences, other)).toBe(false)
    expect(copies(sentences, [...other, sentences[0]!])).toBe(false)
    const digest = Array.from({ length: 30 }, (_, i) => `第${i}个地方的${i * 7}家企业本月完成投资${i * 13 + 1}亿元。`)
    expect(copies(sentences.slice(0, 3), [...digest, ...sentences.slice(0, 3)])).toBe(false)
  })

  test('an empty text is nobody’s copy, not even of another empty one', () => {
    expect(copies([], [])).toBe(false)
    expect(copies([''], sentences)).toBe(false)
    expect(marksOf(print([]))).toEqual({ sentences: [], bands: [] })
  })

  test('share a mark whenever they are copies', () => {
    const words = sentences.flatMap((one) => one.split(/[，。]/)).filter((part) => part.length > 7)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(words, { minLength: 4 }),
        fc.shuffledSubarray(words, { minLength: 4 }),
        (a, b) => {
          const [x, y] = [print(a.map((w) => `${w}。`)), print(b.map((w) => `${w}。`))]
          if (!areCopies(likeness(x, y))) return
          const [p, q] = [marksOf(x), marksOf(y)]
          const met = p.sentences.some((m) => q.sentences.includes(m)) || p.bands.some((m) => q.bands.includes(m))
          expect(met).toBe(true)
        },
      ),
    )
  })

  test('likeness does not depend on the order of sentences and is symmetric', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...sentences, ...other], { minLength: 1 }), (some) => {
        const [a, b] = [print(sentences), print(some)]
        const there = likeness(a, b)
        const back = likeness(b, a)
        expect(likeness(a, print([...some].reverse()))).toEqual(there)
        expect([back.ofSecond, back.ofFirst, back.grams]).toEqual([there.ofFirst, there.ofSecond, there.grams])
      }),
    )
  })

  test('the estimate of the 5-grams lies near the true similarity', () => {
    const text = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_, i) => `编号${((from + i) * 7919) % 100003}的企业投资${(from + i) * 31}万元。`,
      )
    const grams = (pieces: string[]) =>
      new Set(pieces.flatMap((p) => Array.from({ length: Math.max(0, p.length - 5) }, (_, i) => p.slice(i, i + 5))))
    const [a, b] = [text(0, 400), text(100, 500)]
    const [x, y] = [grams(a), grams(b)]
    const both = [...x].filter((g) => y.has(g)).length
    const truth = both / (x.size + y.size - both)
    expect(Math.abs(likeness(print(a), print(b)).grams - truth)).toBeLessThan(0.15)
  })

  test('long texts keep a sample that still finds what they share', () => {
    const long = (from: number) =>
      Array.from({ length: 2000 }, (_, i) => `编号${((from + i) * 7919) % 1000003}的企业本月完成投资${from + i}万元。`)
    const [a, b, c] = [print(long(0)), print(long(200)), print(long(5000))]
    expect(a.sampled).toBe(true)
    expect(a.sentences).toHaveLength(256)
    expect(likeness(a, b).ofFirst).toBeGreaterThan(0.8)
    expect(likeness(a, c).ofFirst).toBeLessThan(0.05)
    expect(areCopies(likeness(a, c))).toBe(false)
  })

  test('are seen through the page: Traditional script, pinyin, comments and another order', () => {
    const page = (text: string) => read(new TextEncoder().encode(text)).fingerprint
    const simple = `中新网丰水5月6日电 ${sentences[0]}\n${sentences[1]}\n${sentences[2]}\n${sentences[3]}`
    const dirty = `${sentences[3]}\n${sentences[2]}\n187****1028:说得真好🔢来自聊城\n中新网丰水5月6日电 ${sentences[0]!.replace('亿元', '亿(yì)元(yuán)')}\n${sentences[1]}`
    const old =
      '中新網豐水5月6日電 豐水市今年上半年電池產業產值達到一百二十億元，同比增長百分之十五。\n全市現有電池及材料企業四十六家，其中規模以上企業十九家。\n清河鋰業年產三萬噸碳酸鋰項目已於五月投產，月產量穩步爬坡。\n市工業和信息化局負責人表示，下一步將補齊隔膜和電解液兩個環節。'
    for (const copy of [dirty, old]) {
      const like = likeness(page(simple), page(copy))
      expect(like.ofFirst, copy.slice(0, 20)).toBeGreaterThan(0.7)
      expect(areCopies(like)).toBe(true)
    }
  })
})

describe('the key of a sentence', () => {
  test('is the same whatever the marks, spaces and width of letters', () => {
    expect(sentenceKey('产值达到120亿元，增长15%。')).toBe(sentenceKey(' 产值达到120亿元 增长15% '))
    expect(sentenceKey('产值达到120亿元，增长15%。')).not.toBe(sentenceKey('产值达到121亿元，增长15%。'))
    expect(sentenceKey('产值120亿')).toBeNull()
    expect(sentenceKey('产值达到120亿元，增长15%。')).toMatch(/^[0-9a-f]{13}$/)
  })
})

test('fingerprints grow with the text, not faster', () => {
  const text = (n: number) => Array.from({ length: n }, (_, i) => `编号${i}的企业本月完成投资${i * 3}万元。`)
  const time = (n: number) => {
    const pieces = text(n)
    // Time of this process alone: other work on the machine does not count.
    const began = process.cpuUsage()
    fingerprintOf(pieces)
    const { user, system } = process.cpuUsage(began)
    return user + system
  }
  time(4_000)
  const small = Math.min(time(4_000), time(4_000), time(4_000))
  const large = Math.min(time(64_000), time(64_000))
  expect(large / small).toBeLessThan(40)
})

import { describe, expect, test } from 'vitest'
import { regionOf } from '../../base/region.ts'
import type { Claim } from './claim.ts'
import { readMeaning } from './meaning.ts'
import type { PageContext, Passage } from './passage.ts'

const passage = (text: string, offset = 0): Passage => ({
  block: { start: offset, end: offset + text.length, role: 'body', order: 0 },
  view: { text, rawAt: Uint32Array.from({ length: text.length + 1 }, (_, i) => offset + i) },
})

const page: PageContext = {
  anchor: '2024-06-19',
  anchorInferred: false,
  title: null,
  publisher: null,
  region: regionOf('431000'),
}

const read = (text: string, context: PageContext = page): Claim[] =>
  readMeaning([passage(text)], context)
    .filter((claim) => claim.kind === 'quantity')
    .map((claim) => ({ ...claim, quote: text.slice(claim.start, claim.end) }))

const said = (text: string, ...fields: (keyof Claim)[]) =>
  read(text).map((claim) => fields.map((field) => claim[field]))

describe('what a number measures, and of what', () => {
  test('a measure before the number, with its owner', () => {
    expect(said('2023年,全市锂电产业产值达502亿元,同比增长20.5%。', 'value', 'measure', 'subject', 'from')).toEqual([
      [5.02e10, '产值', '郴州市锂电产业', '2023-01-01'],
      [20.5, '增速', '郴州市锂电产业产值', '2023-01-01'],
    ])
  })

  test('counts take the noun beside them, on the side where it stands', () => {
    expect(said('园区现有企业210家,其中规上企业45家。', 'value', 'measure')).toEqual([
      [210, '企业数'],
      [45, '规上企业数'],
    ])
    expect(said('已有12个储能项目全部启动建设。', 'value', 'measure')).toEqual(
      [[12, '开工储能项目数']].map(([value]) => [value, expect.stringContaining('储能项目')]),
    )
    expect(said('该市引进项目130个,其中超百亿元的13个、超50亿元的27个。', 'value', 'measure')).toEqual([
      [130, '项目数'],
      [13, '项目数'],
      [27, '项目数'],
    ])
  })

  test('an amount that only says which things are counted is no statement of its own', () => {
    expect(said('新签约亿元以上项目8个。', 'value', 'unit')).toEqual([[8, '{个}']])
    expect(said('培育产值过百亿元企业5家。', 'value', 'unit')).toEqual([[5, '{家}']])
  })

  test('what a number is said of may stand behind it', () => {
    expect(said('加快共建投资300亿元的川渝合作示范园区。', 'subject', 'modality')).toEqual([
      ['川渝合作示范园区', 'plan'],
    ])
    expect(said('民营企业贡献了90%以上的科研投入、80%的税收。', 'measure', 'bound')).toEqual([
      ['科研投入占比', 'ge'],
      ['税收占比', 'eq'],
    ])
  })

  test('分别为 gives each item its number, by name or by year', () => {
    expect(
      said('正极材料、负极材料、电解液产能分别达到20万吨、15万吨和8万吨。', 'subject', 'value', 'measure'),
    ).toEqual([
      ['郴州市正极材料', 200_000, '产能'],
      ['郴州市负极材料', 150_000, '产能'],
      ['郴州市电解液', 80_000, '产能'],
    ])
    expect(said('2022年、2023年产值分别为300亿元、502亿元。', 'from', 'value')).toEqual([
      ['2022-01-01', 3e10],
      ['2023-01-01', 5.02e10],
    ])
  })

  test('a fall is a negative growth', () => {
    expect(said('出口额80亿元,同比下降3.2%。', 'value', 'unit').at(-1)).toEqual([-3.2, '%'])
    expect(said('汽车制造业同比出现4.3%的下滑。', 'value')).toEqual([[-4.3]])
  })
})

describe('result, goal, expectation, plan, signature', () => {
  test.each([
    ['全市完成投资400亿元。', 'actual'],
    ['力争到2025年产值达到1500亿元。', 'target'],
    ['2024年产值目标为800亿元。', 'target'],
    ['到2027年,产业规模达到3000亿元。', 'target'],
    ['到2027年,产业规模将达到3000亿元。', 'target'],
    ['完成年度投资计划的23.7%。', 'actual'],
    ['预计全年产值突破100亿元。', 'forecast'],
    ['全部达产后年产值可达80亿元。', 'forecast'],
    ['项目总投资50亿元。', 'plan'],
    ['计划投资约31亿元。', 'plan'],
    ['拟建厂房20万平方米。', 'plan'],
    ['年产6万吨碳酸锂项目开工。', 'plan'],
    ['现场签约24个锂电项目。', 'signed'],
    ['签约金额高达750亿元。', 'signed'],
    ['一期已建成投产,年产能为7.2GWh。', 'actual'],
    ['光伏电池产能达到17.68GW。', 'actual'],
    ['建成标准厂房60万平方米。', 'actual'],
  ])('%s is %s', (text, modality) => {
    expect(read(text).map((claim) => claim.modality)).toEqual([modality])
  })

  test('a goal goes on over the clauses that leave it out', () => {
    expect(
      said('力争到2025年产值达到1500亿元;2027年达到2500亿元;2032年达到5000亿元。', 'modality', 'measure', 'to'),
    ).toEqual([
      ['target', '产值', '2025-12-31'],
      ['target', '产值', '2027-12-31'],
      ['target', '产值', '2032-12-31'],
    ])
  })

  test('产能达到 was once read as 能达到, an expectation', () => {
    expect(said('组件产能达到22GW。', 'modality')).toEqual([['actual']])
  })
})

describe('when', () => {
  test.each([
    ['2022年以来,引进项目80余个。', '2022-01-01', null],
    ['截至2023年底,企业达202家。', null, '2023-12-31'],
    ['前三季度,实现产值95亿元。', '2023-01-01', '2023-09-30'],
    ['去年产值452亿元。', '2023-01-01', '2023-12-31'],
    ['目前,入驻企业12家。', null, null],
    ['近三年,新增企业237户。', null, null],
    ['6月18日,年产6万吨项目开工。', null, null],
    ['按照《2022年行动方案》,建设面积20万平方米。', null, null],
    ['产值312亿元,比上年同期下降18.7%。', null, null],
    ['项目于2018年落户,一期投资30亿元。', null, null],
    ['预计2025年6月建成投产,达产后可年产碳酸锂3万吨。', null, null],
  ])('%s', (text, from, to) => {
    expect(read(text).at(-1)).toMatchObject({ from, to })
  })

  test('a year at the head of a sentence goes on into the next, and is then inferred', () => {
    const claims = read('2023年,新增企业30家。其中规上企业12家。')
    expect(claims.map((claim) => [claim.from, claim.inferred])).toEqual([
      ['2023-01-01', false],
      ['2023-01-01', true],
    ])
  })
})

describe('where', () => {
  test('the place in the clause, the county where it happens, else the place of the page', () => {
    expect(said('临武县产值60亿元。', 'place')).toEqual([['临武县']])
    expect(said('总投资20亿元的储能项目在临武县开工。', 'place')).toEqual([['临武县']])
    expect(said('临武、桂阳、宜章等地储量超500万吨。', 'place')).toEqual([['郴州市']])
    expect(said('产值60亿元。', 'place', 'placeCode')).toEqual([['郴州市', '431000']])
  })
})

describe('confidence', () => {
  test('growth that fits the two values makes all three surer; growth that does not makes them doubtful', () => {
    const fits = read('2022年产值100亿元。2023年产值120亿元,同比增长20%。')
    const clashes = read('2022年产值100亿元。2023年产值120亿元,同比增长70%。')
    expect(fits.map((claim) => claim.reasons.includes('growth-agrees'))).toEqual([true, true, true])
    expect(clashes.map((claim) => claim.reasons.includes('growth-contradicts'))).toEqual([true, true, true])
    expect(clashes[2]!.confidence).toBeLessThan(fits[2]!.confidence)
  })

  test('a restored decimal point and an impossible size wait for a person', () => {
    expect(read('提交锂矿石量4 9亿吨。')[0]).toMatchObject({
      value: 4.9e8,
      status: 'pending',
      reasons: expect.arrayContaining(['decimal-restored']),
    })
    expect(read('产值达5000万亿元。')[0]).toMatchObject({
      status: 'pending',
      reasons: expect.arrayContaining(['implausible-size']),
    })
  })
})

describe('the reader as a whole', () => {
  test('offsets point into the raw text when the view leaves something out', () => {
    const raw = '总投资(zǒngtóuzī)达229.8亿(yì)元'
    const text = '总投资达229.8亿元'
    const kept = [...raw].map((_, i) => i).filter((i) => !(i >= 3 && i <= 13) && !(i >= 21 && i <= 24))
    const view = { text, rawAt: Uint32Array.from([...kept, raw.length]) }
    const [claim] = readMeaning([{ block: { start: 0, end: raw.length, role: 'body', order: 0 }, view }], page)
    expect(kept.map((i) => raw[i]).join('')).toBe(text)
    expect(raw.slice(claim!.start, claim!.end)).toBe('229.8亿(yì)元')
    expect(claim!.id).toBe(`q-${claim!.start}-${claim!.end}`)
  })

  test('sixteen times the text takes at most about sixteen times as long, also without any marks', () => {
    const hostile = ['1个', '2024年产值5亿元', '20—', '“', '《', '一', '分别10%、', '郴州总投资5亿元,', '的']
    for (const piece of hostile) {
      const cost = (length: number) => {
        const text = piece.repeat(length / piece.length)
        let best = Infinity
        for (let i = 0; i < 3; i++) {
          const before = process.cpuUsage()
          readMeaning([passage(text)], page)
          const { user, system } = process.cpuUsage(before)
          best = Math.min(best, user + system)
        }
        return best
      }
      cost(2000)
      const small = cost(2000)
      expect([piece, cost(32_000) < 20 * small + 60_000]).toEqual([piece, true])
    }
  })
})

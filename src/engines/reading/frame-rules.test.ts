import { describe, expect, test } from 'vitest'
import type { Claim } from './claim.ts'
import { read } from './read.ts'

/** The quantities of a page given as its lines, as the fields asked for. */
const said = (lines: string | string[], ...fields: (keyof Claim)[]) =>
  read(new TextEncoder().encode(Array.isArray(lines) ? lines.join('\n') : lines))
    .claims.filter((claim) => claim.kind === 'quantity')
    .map((claim) => fields.map((field) => claim[field]))

describe('values that once went unread', () => {
  test.each([
    ['去年这家企业实现利润负3.6亿元,仍在亏损之中。', -3.6e8, 'CNY'],
    ['本次共有十多个项目集中动工,总投资千亿元。', 1e11, 'CNY'],
    ['一期投产以后,每年能够生产80万kVAh储能电池。', 8e8, 'VAh'],
    ['这条生产线从动工到投产,仅9个月的时间。', 9, '月'],
    ['改造以后,每吨钢的电耗降低20度。', 20_000, 'Wh'],
  ])('%s', (text, value, unit) => {
    expect(said(text, 'value', 'unit')).toContainEqual([value, unit])
  })

  test('two places in one row are two ranks', () => {
    expect(said('投资总量和投资增速分别居全省第4位、第2位。', 'value', 'unit')).toEqual([
      [4, '位'],
      [2, '位'],
    ])
  })

  test('百亿元 before a noun still names a class', () => {
    expect(said('我市正在培育一批总投资百亿元项目和百亿元企业。', 'value')).toEqual([])
  })
})

describe('goals and plans over a sentence', () => {
  test('目标是 holds over every clause of its sentence, and a result ends it', () => {
    expect(
      said('今年的目标是:工业总产值达到300亿元;工业投资增长12%;新增规上企业20户以上;能耗下降3%。', 'modality'),
    ).toEqual([['target'], ['target'], ['target'], ['target']])
    expect(said('今年的目标是:产值达到300亿元,目前已完成180亿元。', 'modality')).toEqual([['target'], ['actual']])
  })

  test.each([
    ['年内计划完成投资86亿元。', 'plan'],
    ['上半年完成投资86亿元。', 'actual'],
    ['完成全年招商目标任务的118%。', 'actual'],
    ['建设周期18个月。', 'plan'],
  ])('%s is %s', (text, modality) => {
    expect(said(text, 'modality')).toEqual([[modality]])
  })

  test('what follows a planned amount is counted as found', () => {
    expect(said('年内计划完成投资86亿元,开工项目25个。', 'modality')).toEqual([['plan'], ['actual']])
  })

  test('a growth is as real as what it is the growth of', () => {
    expect(said('公司预计全年净利润2亿元,同比增长20%。', 'modality')).toEqual([['forecast'], ['forecast']])
    expect(said('公司全年净利润2亿元,同比增长20%。', 'modality')).toEqual([['actual'], ['actual']])
  })
})

describe('the place of a page', () => {
  test('a name inside the name of a firm is not where the news is', () => {
    const text = [
      '据了解,去年以来全市签约项目52个,总投资207亿元。',
      '我市将继续推进杭州晨光新能源科技有限公司30万吨正极材料等项目。',
    ]
    expect(said(text, 'place')).toEqual([[null], [null], [null]])
  })

  test('one name in passing, late in the page, does not become the place of all of it', () => {
    const text = [
      '据行业组织统计,重点企业一月生产粗钢2000万吨。',
      '“利润很薄。”无锡一家钢厂负责人告诉记者,该厂拥有2座高炉。',
    ]
    expect(said(text, 'place')[0]).toEqual([null])
  })

  test('the place of the first sentence is the place of the page', () => {
    const text = ['2023年,遵义市实现工业产值900亿元。', '全市新增规上企业30家。']
    expect(said(text, 'place')).toEqual([['遵义市'], ['遵义市']])
  })
})

describe('parts of a month, dates in the page furniture', () => {
  test.each([
    ['2023年9月上旬,企业生产粗钢200万吨。', '2023-09-01', '2023-09-10'],
    ['2023年2月下旬,企业生产粗钢200万吨。', '2023-02-21', '2023-02-28'],
  ])('%s', (text, from, to) => {
    expect(said(text, 'value').length).toBe(1)
    const times = read(new TextEncoder().encode(text)).claims.filter((claim) => claim.kind === 'time')
    expect(times.map((time) => [time.from, time.to])).toEqual([[from, to]])
  })

  test('发布时间 in a line of navigation dates the page', () => {
    const page = [
      '您的位置:首页 > 新闻资讯 > 正文 发布时间:2022-08-11 08:42 阅读:321次 字号:【大 中 小】',
      '记者获悉,今年1-7月,全市新签约项目63个,协议投资额达418亿元,招商引资成效明显。',
    ]
    expect(said(page, 'from', 'to')[0]).toEqual(['2022-01-01', '2022-07-31'])
  })
})

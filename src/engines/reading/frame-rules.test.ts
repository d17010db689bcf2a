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
    ['年内计划完成投资42亿元。', 'plan'],
    ['上半年完成投资42亿元。', 'actual'],
    ['完成全年招商目标任务的118%。', 'actual'],
    ['建设周期18个月。', 'plan'],
  ])('%s is %s', (text, modality) => {
    expect(said(text, 'modality')).toEqual([[modality]])
  })

  test('what follows a planned amount is counted as found', () => {
    expect(said('年内计划完成投资42亿元,开工项目25个。', 'modality')).toEqual([['plan'], ['actual']])
  })

  test('what a plant will yield once it runs is not a result (it was read as one)', () => {
    expect(said('项目全部达产后,年产值约6.5亿元,利税约8000万元,用工约300人。', 'modality')).toEqual([
      ['forecast'],
      ['forecast'],
      ['forecast'],
    ])
    expect(said('项目投产后,去年产值已达6.5亿元。', 'modality')).toEqual([['actual']])
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
    const text = ['据行业组织统计,重点企业一月生产粗钢2000万吨。', '“利润很薄。”无锡一位厂长坦言,他的厂里有2座高炉。']
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
      '当前位置:网站首页 > 要闻 > 详情 发布时间:2022-08-09 10:15 点击:57次',
      '据介绍,今年1-7月,各县区签下项目26个,协议投资额达95亿元,比往年来得更早。',
    ]
    expect(said(page, 'from', 'to')[0]).toEqual(['2022-01-01', '2022-07-31'])
  })
})

describe('what a number is said of', () => {
  const subjects = (lines: string | string[]) => said(lines, 'subject').map(([subject]) => String(subject))

  test('分行业看 and 方面 are ways of looking, never subjects', () => {
    const rows = [
      '2022年,衡阳市实施技改项目60项(新建40项,续建20项),总投资500亿元。',
      '分行业看:',
      '食品加工项目12个,总投资33亿元,年内计划完成投资7亿元,开工项目9个,开工率75%;',
      '生物医药项目8个,总投资21亿元,年内计划完成投资5亿元,开工项目6个,开工率75%。',
    ]
    const found = subjects(rows)
    expect(found.join()).not.toMatch(/分行业|看/)
    expect(found.slice(4, 9).every((one) => one.includes('食品加工项目'))).toBe(true)
    expect(found.slice(9).every((one) => one.includes('生物医药项目'))).toBe(true)
  })

  test('brackets break a count down and take its noun', () => {
    expect(said('全市实施技改项目60项(新建40项,续建20项)。', 'value', 'measure')).toEqual([
      [60, expect.stringContaining('项目数')],
      [40, '新建技改项目数'],
      [20, '续建技改项目数'],
    ])
  })

  test('a row may name its owner behind its last amount, and goes on about it', () => {
    expect(subjects('投资额4亿元、占地60亩的电池盖板项目,达产后年产值可达6亿元。')).toEqual([
      '电池盖板项目',
      '电池盖板项目',
      '电池盖板项目',
    ])
  })

  test('分别占 pairs with what was counted, in order', () => {
    expect(subjects('从产业看,纸品包装项目18个、数控机床项目12个,分别占60%和40%。').slice(2)).toEqual([
      '纸品包装项目',
      '数控机床项目',
    ])
  })

  test('figures of a whole place do not stay with the last product', () => {
    const found = subjects('2022年,衡阳市水泥产量90万吨,增长3%;发电量82亿千瓦时。进出口总额312亿元。')
    expect(found.at(-2)).toBe('衡阳市')
    expect(found.at(-1)).toBe('衡阳市')
  })

  test('what is compared with is not spoken of', () => {
    expect(subjects('高技术制造业增加值增长31%,快于规上工业10个百分点,较前三季度回落5个百分点。').join()).not.toMatch(
      /规上工业|前三季度/,
    )
  })

  test('the share of a goal is a rate of completion, of the time before the goal', () => {
    expect(
      said('2021年1-9月,衡阳市招商签约400亿元,完成全年招商目标任务的118%。', 'measure', 'from', 'to').at(-1),
    ).toEqual(['完成率', '2021-01-01', '2021-09-30'])
  })
})

describe('what goes on and what does not', () => {
  test('behind its address the thing itself is spoken of', () => {
    expect(said('落户高新园区的叶片厂一期投资2亿元,今年销售收入3亿元。', 'subject').map(([one]) => one)).toEqual([
      expect.stringContaining('叶片厂'),
      expect.stringContaining('叶片厂'),
    ])
  })

  test('全省第2位 says in which field one is ranked, not where', () => {
    expect(said('2022年,衡阳市水泥产量90万吨,居全省第2位。', 'place').at(-1)).toEqual(['衡阳市'])
  })

  test('a goal of the next sentence is not of the period reported before', () => {
    expect(said('2022年1-9月,衡阳市水泥产量90万吨。力争水泥产能突破200万吨。', 'from').at(-1)).toEqual([null])
  })

  test('a product is no topic of the next paragraph', () => {
    const page = ['2022年,衡阳市水泥产量90万吨,增长3%。', '投资较快增长,新开工亿元以上项目48个。']
    expect(said(page, 'subject').at(-1)).toEqual([expect.not.stringContaining('水泥')])
  })
})

describe('measures', () => {
  test.each([
    ['该电站年利用小时数2100小时。', '年利用小时数'],
    ['园区亩均税收达到12万元。', '亩均税收'],
    ['公司净利润同比扭亏为盈,达8000万元。', '净利润'],
    ['项目投资回收期(含建设期)6年。', '投资回收期'],
    ['已有30个项目实质性开工建设。', '开工项目数'],
    ['继续推进华晨20万吨啤酒、同顺60万吨甲醇等项目建设。', '产能'],
  ])('%s', (text, measure) => {
    expect(said(text, 'measure').at(-1)).toEqual([measure])
  })
})

describe('periods that go on', () => {
  test('the year of the title stands over the report, and a part of the year takes it', () => {
    const page = [
      '2021年衡阳市经济运行情况发布稿',
      '初步核算,全市地区生产总值增长8%。工业生产持续恢复,规模以上工业增加值增长10%。',
      '金融运行平稳。12月末金融机构存款余额5000亿元,比年初有较大增加。',
    ]
    const years = said(page, 'to')
    expect(years).toEqual([['2021-12-31'], ['2021-12-31'], ['2021-12-31']])
  })

  test('1-6月 takes the year said before; a year one compares with is none', () => {
    expect(said('2022年,全市完成投资90亿元。1-6月,全市开工项目64项。', 'from', 'to').at(-1)).toEqual([
      '2022-01-01',
      '2022-06-30',
    ])
    expect(said('比重由2021年的20%提高到25%。1-6月,全市开工项目64项。', 'from').at(-1)).toEqual([null])
  })

  test('items of a digest have places of their own', () => {
    const page = [
      '1.贵州一电池材料项目投产',
      '10月23日,某电池材料项目一期产品下线,项目总投资30亿元,设备全部到位。',
      '2.江西宜春将建储能产业园',
      '10月24日,江西宜春市与一家企业签约,将建设储能产业园,项目总投资50亿元。',
      '3.工信部发布前三季度运行情况',
      '前三季度,新能源汽车销量占比达到30%,产业保持较快增长。',
    ]
    expect(said(page, 'place')).toEqual([['贵州省'], ['宜春市'], [null]])
  })
})

import { describe, expect, test } from 'vitest'
import type { Claim } from './claim.ts'
import { read } from './read.ts'

/** The quantities of a page given as its lines, as the fields asked for. */
const said = (lines: string | string[], ...fields: (keyof Claim)[]) =>
  read(new TextEncoder().encode(Array.isArray(lines) ? lines.join('\n') : lines))
    .claims.filter((claim) => claim.kind === 'quantity')
    .map((claim) => fields.map((field) => claim[field]))
const subjects = (lines: string | string[]) => said(lines, 'subject').map(([subject]) => subject)

describe('what 该项目, 公司, 一期 point to', () => {
  test('the project named before, also as the object of a sentence', () => {
    const page = [
      '6月3日,遵义市播州区人民政府和江西远山新材料有限公司签约,将建设12万吨硅碳负极加工项目。',
      '该项目总投资30亿元,总用地600亩,建设期18个月。其中,一期占地260亩。',
    ]
    const found = subjects(page).slice(1)
    expect(found).toHaveLength(4)
    for (const subject of found) expect(subject).toContain('12万吨硅碳负极加工项目')
    expect(found.at(-1)).toMatch(/一期$/)
  })

  test('该公司 is the firm and not the government that signed with it', () => {
    const page = '遵义市播州区人民政府和江西远山新材料有限公司签约,该公司计划投资30亿元。'
    expect(subjects(page)).toEqual(['江西远山新材料有限公司'])
  })

  test('公司 on a page about a firm is that firm', () => {
    expect(subjects(['远山股份:前三季度净利增长', '公司前三季度实现营业收入52亿元,净利润4亿元。'])).toEqual([
      expect.stringContaining('远山股份'),
      expect.stringContaining('远山股份'),
    ])
  })

  test('项目 behind a count of projects is all of them', () => {
    const found = subjects('衡阳市已签约储能项目4个,总投资26亿元,项目全部达产后年产值65亿元。')
    expect(found.slice(1)).toEqual(['衡阳市储能项目', '衡阳市储能项目'])
  })
})

describe('what belongs to whom', () => {
  test('a product is of the place, a share of the value before it, a rank of what was told', () => {
    expect(
      said('2023年,包头市税收收入10亿元,占财政收入比重达80%。工业增加值增长9%,居全区第2位。', 'measure', 'subject'),
    ).toEqual([
      ['税收收入', '包头市'],
      ['比重', '包头市税收收入'],
      ['增速', '包头市工业增加值'],
      ['增速排名', '包头市工业增加值'],
    ])
  })

  test('amounts behind a count are of what was counted; 其中 of the part', () => {
    expect(
      said('安康市集中开工项目90个、总投资82亿元,其中产业项目53个、总投资43亿元。', 'subject')
        .map(([subject]) => subject)
        .filter((_, i) => i % 2 === 1),
    ).toEqual(['安康市开工项目', '安康市产业项目'])
  })

  test('two industries, two products and two firms stand side by side', () => {
    expect(subjects('铜陵市采矿业增长3%,制造业增长5%。比亚迪装车量45GWh,宁德时代装车量66GWh。').slice(0, 2)).toEqual([
      '铜陵市采矿业',
      '铜陵市制造业',
    ])
    expect(said('今年比亚迪同比下降7%。', 'subject')).toEqual([['比亚迪']])
  })

  test('全市 of a place no one names stays 全市, with what is measured', () => {
    expect(subjects(['今年我市经济平稳。', '全市实现社会消费品零售总额97亿元。'])).toEqual(['全市社会消费品零售总额'])
  })

  test('a list behind 分别 is cut where its items are as many as the numbers', () => {
    const page =
      '邵阳市重点行业中,农副食品加工业,计算机、通信和其他电子设备制造业,橡胶和塑料制品业增加值分别增长10%、67%、8%。'
    expect(subjects(page)).toEqual([
      '邵阳市农副食品加工业增加值',
      '邵阳市计算机、通信和其他电子设备制造业增加值',
      '邵阳市橡胶和塑料制品业增加值',
    ])
    expect(said('公司2021年和2022年上半年营业收入为20亿元和19亿元。', 'from')).toEqual([['2021-01-01'], ['2022-01-01']])
  })
})

describe('lists and fields', () => {
  test('products of one list have units of their own, and the tail of the last item is of all', () => {
    expect(said('铜陵市正极材料、隔膜、电解液产量分别约为10万吨、6亿平方米、4万吨。', 'subject', 'measure')).toEqual([
      ['铜陵市正极材料', '产量'],
      ['铜陵市隔膜', '产量'],
      ['铜陵市电解液', '产量'],
    ])
    expect(subjects('铜陵市消费型、动力型锂电池产量分别为8GWh、6GWh。')).toEqual([
      '铜陵市消费型锂电池',
      '铜陵市动力型锂电池',
    ])
  })

  test('behind its count a list is what was counted', () => {
    expect(subjects('铜陵市光伏、新材料、电子信息三大产业链实现年产值900亿元。').at(-1)).toBe('铜陵市产业链')
  })

  test('在…方面 names what the numbers behind it are of', () => {
    expect(subjects('铜陵市已有9家新材料企业投产,年产值15亿元;在新能源产业方面已建成发电企业3家。').at(-1)).toContain(
      '新能源产业',
    )
  })

  test('a bound may be set apart from its number', () => {
    expect(said('铜陵市铜箔产能10万吨,约占全国40%。增资不超过人民币2亿元。', 'bound')).toEqual([
      ['eq'],
      ['approx'],
      ['le'],
    ])
  })
})

describe('how rates move', () => {
  test.each([
    ['铜陵市工业增加值增长9%,增速比1至9月加快0.5个百分点。', '增速加快'],
    ['铜陵市工业增加值增长9%,快于全省平均水平2个百分点。', '快于全省平均水平'],
    ['铜陵市农林牧渔业增长3%,拉动经济增长0.5个百分点。', '拉动百分点'],
    ['铜陵市新能源产值占比达30%,同比提高2个百分点。', '占比提高'],
  ])('%s', (text, measure) => {
    expect(said(text, 'measure').at(-1)).toEqual([measure])
  })

  test('a price that moved is of the price before it', () => {
    expect(said('碳酸锂均价10万元/吨,环比上涨2000元/吨。', 'measure', 'subject')).toEqual([
      ['均价', '碳酸锂'],
      ['环比上涨额', '碳酸锂均价'],
    ])
  })
})

describe('sizes and plans of projects', () => {
  test('the number in the name of a project is its capacity, planned until it runs', () => {
    expect(said('推进远山20万吨高纯硅、青阳10万吨颗粒硅等项目。', 'subject', 'measure', 'modality')).toEqual([
      ['远山高纯硅项目', '产能', 'plan'],
      ['青阳颗粒硅项目', '产能', 'plan'],
    ])
    expect(said('宜昌远山10万吨磷酸铁项目建成投产。', 'modality')).toEqual([['actual']])
  })

  test('the measure of a list may stand behind its last item', () => {
    expect(said('包头市已形成多晶硅47万吨、单晶硅188GW、切片25GW的产能。', 'measure', 'subject')).toEqual([
      ['产能', '包头市多晶硅'],
      ['产能', '包头市单晶硅'],
      ['产能', '包头市切片'],
    ])
  })

  test('what is reckoned of a plant is a forecast, what a plan says of a year an aim', () => {
    expect(said('远山新材料项目内部收益率为10%,投资回收期9年。', 'modality')).toEqual([['forecast'], ['forecast']])
    const page = ['日前,甲市印发关于发展新兴产业的意见,文件指出,做强光伏。', '2023年,全市形成硅料产能87万吨。']
    expect(said(page, 'modality')).toEqual([['target']])
  })

  test("a span from January that has not ended on the page's day is of the year before", () => {
    expect(said(['2024-03-04', '1-11月,铜陵市产值90亿元。'], 'to')).toEqual([['2023-11-30']])
    expect(said(['2024-03-04', '力争1-11月铜陵市产值90亿元。'], 'to')).toEqual([['2024-11-30']])
    expect(said(['2024-11-20', '1-10月,铜陵市产值90亿元。'], 'to')).toEqual([['2024-10-31']])
  })

  test('a year long past in passing does not date what follows', () => {
    const page = ['2024年5月6日', '2010年潮州陶瓷出口6亿美元。卫生洁具产量占全国的57%。']
    expect(said(page, 'from').at(-1)).toEqual([null])
  })
})

describe('the place of a page', () => {
  test.each([
    [['全县工业平稳', '来源:平江县融媒体中心', '我县新增企业12家。全县税收3亿元。'], '平江县'],
    [['贵州:电池产业加速', '全省产值480亿元。贵阳市有企业3家。', '我省规划产值1000亿元。全省企业99家。'], '贵州省'],
    [['重庆铜梁区集中签约', '重庆市铜梁区重大项目签约活动举行,签约项目18个。'], '铜梁区'],
  ])('%j', (page, place) => {
    expect(said(page, 'place').at(-1)).toEqual([place])
  })

  test('where one signs is not where it is built, nor is the example of a list', () => {
    expect(said(['四川射洪签约', '射洪市与远山公司在成都签署年产2万吨石墨项目协议。'], 'place')).toEqual([['射洪市']])
    expect(said(['铜陵市集中开工', '铜陵市四川远山、青阳医药等10个项目开工。'], 'place')).toEqual([['铜陵市']])
  })

  test('news of a ministry told from the capital is of no city', () => {
    const page = '中新社北京2月17日电 国家发展改革委发布方案。我国储能装机7000万千瓦,我国出货量全国领先。'
    expect(said(page, 'place')).toEqual([[null]])
  })
})

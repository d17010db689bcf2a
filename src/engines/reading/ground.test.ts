import { describe, expect, test } from 'vitest'
import { read } from './read.ts'

/** The quantities of a page given as its lines: place, or the period they are said of. */
const quantities = (lines: string[]) =>
  read(new TextEncoder().encode(lines.join('\n'))).claims.filter((claim) => claim.kind === 'quantity')
const placesOf = (...lines: string[]) => quantities(lines).map((claim) => claim.place)
const periodsOf = (...lines: string[]) => quantities(lines).map((claim) => [claim.from, claim.to])

describe('the place a paragraph stands on', () => {
  test('the county a sentence opens with holds for those that go on, and 全市 ends it (the page’s city was said)', () => {
    expect(
      placesOf(
        '湖南省永州市经济运行情况',
        '零陵区产值达到120亿元,增长9%。重点企业35家,利润8亿元。全市产值达到900亿元。',
      ),
    ).toEqual(['零陵区', '零陵区', '零陵区', '零陵区', '永州市'])
  })

  test('what begins with 分行业看 goes on about the place of the paragraph before', () => {
    expect(
      placesOf('福建省重大项目开工', '莆田市开工项目40个。', '分行业看,制造业项目25个。', '全省开工900个。'),
    ).toEqual(['莆田市', '莆田市', '福建省'])
  })

  test('该项目 is where it settled, behind a half-width comma too', () => {
    expect(
      placesOf('云南省绿色铝产业', '近日,绿色铝一体化项目落户曲靖,全省布局更加完善。', '该项目总投资60亿元。'),
    ).toEqual(['曲靖市'])
  })

  test('where people met is not where it is', () => {
    expect(placesOf('陕西省煤化工产业', '推进会在榆林举行。此次开工项目18个,总投资90亿元。')).toEqual([
      '陕西省',
      '陕西省',
    ])
  })

  test('an amount that belongs to a project named behind it is of that project’s place', () => {
    expect(placesOf('湖北省宜昌市化工产业观察', '近日,总投资50亿元的枝江磷化工项目开工。')).toEqual(['枝江市'])
  })

  test('an economic region named after a city is not the city', () => {
    expect(placesOf('分地区情况', '四川省统计局发布数据。成都平原经济区增加值增长6%,川南经济区增长5%。')).not.toContain(
      '成都市',
    )
  })
})

describe('what is said of the country or of another', () => {
  const city = '安徽省芜湖市机器人产业'
  test('我国 and 全国 have no place of the page, nor what follows of them; the page’s place comes back', () => {
    expect(
      placesOf(
        city,
        '我国机器人产业发展较快。全国产量40万台,同比增长30%;出口9万台。其中,服务机器人15万台。',
        '全市机器人产业产值380亿元。',
      ),
    ).toEqual([null, null, null, null, '芜湖市'])
  })

  test('a statistic of a national association is of the country', () => {
    expect(placesOf(city, '据中国机械工业联合会数据,行业产量达到40万台,增长7%。')).toEqual([null, null])
  })

  test.each([
    '全市机器人产量占全国的12%。',
    '芜湖机器人企业数量居全国第5位。',
    '全国首台样机在芜湖下线,投资3亿元。',
    '全国综合实力前十强企业中已有6家落户芜湖。',
  ])('%s is of the city', (text) => {
    const found = placesOf(city, text)
    expect(found.length).toBeGreaterThan(0)
    for (const place of found) expect(place).toBe('芜湖市')
  })

  test('a plant abroad is of no place at home', () => {
    expect(placesOf(city, '本地龙头企业投资5亿美元在匈牙利建造工厂。')).toEqual([null])
  })
})

describe('the place of a page', () => {
  test('news told from the seat of a province about the province is of the province', () => {
    expect(
      placesOf(
        '绿电外送再创新高',
        '新华社成都5月6日电(记者某某)记者从四川省能源局获悉,四川清洁能源装机达1.2亿千瓦。四川省水电装机9700万千瓦。四川外送电量创新高。',
      ),
    ).toEqual(['四川省', '四川省'])
  })

  test('我县 on a page that says its county only in short', () => {
    expect(
      placesOf('本报讯 我县举行集中签约活动,签约项目12个,总投资30亿元。', '沅陵处处涌动热潮。我县还将加快建设。'),
    ).toEqual(['沅陵县', '沅陵县'])
  })

  test('a town named in passing is not the place of a page of the world market', () => {
    expect(
      placesOf(
        '钨价走势分析',
        '全球钨精矿供应偏紧。国内钨价上行,国际报价跟涨。',
        '2024年全球钨产量8万吨。',
        '2025年产量预计8.5万吨。',
        '海外需求平稳,赣州等地冶炼厂检修。全球库存下降。',
      ),
    ).toEqual([null, null])
  })
})

describe('the time a number is said of', () => {
  test('a year that is beaten dates nothing that follows (2019 was said of the profit)', () => {
    expect(periodsOf('某市有色金属工业', '1-9月实现销售收入300亿元,超过2019年全年;利润12亿元,同比增长20%。')).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
  })

  test.each([
    ['2022年末,全市储能产值100亿元。', null, '2022-12-31'],
    ['2021年6月底,全市从业人员2000人。', null, '2021-06-30'],
    ['2019年1~3 月,全市产值40亿元。', '2019-01-01', '2019-03-31'],
    ['就在2023年4月,该车企销量达到2万辆。', '2023-04-01', '2023-04-30'],
  ])('%s', (text, from, to) => {
    expect(periodsOf(text)).toEqual([[from, to]])
  })

  test('同年 and a quarter in letters are of the year said before', () => {
    expect(periodsOf('2020年1—8月,化工产值50亿元;同年1—9月,营收70亿元。').at(-1)).toEqual(['2020-01-01', '2020-09-30'])
    expect(periodsOf('2024年H1毛利率为39%,Q2毛利率为34%。').at(-1)).toEqual(['2024-04-01', '2024-06-30'])
  })

  test('a year told whole is over: months of a later paragraph are of a year the page does not say', () => {
    expect(periodsOf('2020年,全市产值达到30亿元。', '市场继续向好。1-5月,产值增长20%。')).toEqual([
      ['2020-01-01', '2020-12-31'],
      [null, null],
    ])
    expect(periodsOf('2020年1-4月,产值达到30亿元。', '1-4月,产品销量增长20%。').at(-1)).toEqual([
      '2020-01-01',
      '2020-04-30',
    ])
  })

  test('what it grew from has no time of what it grew to', () => {
    expect(periodsOf('2021年,规上企业从20家增至41家。')).toEqual([
      [null, null],
      ['2021-01-01', '2021-12-31'],
    ])
  })

  test('what stands somewhere takes no time of the sentence before', () => {
    expect(periodsOf('2021年一季度,全市产值达到60亿元。园区已落户企业21家。')).toEqual([
      ['2021-01-01', '2021-03-31'],
      [null, null],
    ])
  })

  test('items of a list run together on a line, each closed by its note, are sentences', () => {
    expect(
      periodsOf(
        '有色金属周报',
        '本周要点如下。',
        '2023年铝产量4100万吨,库存60万吨 [1] - 铜产量预计持平 [2] - 2024年铝产量4200万吨 [3]',
      ).map(([from]) => from),
    ).toEqual(['2023-01-01', '2023-01-01', '2024-01-01'])
  })
})

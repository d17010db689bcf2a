import { describe, expect, test } from 'vitest'
import { read } from '../read.ts'
import { namedReasonWords } from './reasons.ts'

const claimsOf = (text: string) => read(new TextEncoder().encode(text)).claims
const of = (text: string, kind: string) => claimsOf(text).filter((c) => c.kind === kind)

describe('organisations', () => {
  const names = (text: string) => of(text, 'organisation').map((c) => c.subject)
  test.each([
    [
      '专家走进福斯特(滁州)新材料有限公司、凤阳硅谷智能有限公司等地。',
      ['福斯特(滁州)新材料有限公司', '凤阳硅谷智能有限公司'],
    ],
    ['项目依托上游湖南某矿,由深圳市秦雅控股集团有限公司投资。', ['深圳市秦雅控股集团有限公司']],
    ['记者从市工信局获悉,新余市工信局将牵头。', ['新余市工信局']],
    [
      '枞阳县成立经开区“双招双引”暨重大项目推进工作领导小组,组建工作专班。',
      ['经开区“双招双引”暨重大项目推进工作领导小组', '工作专班'],
    ],
    ['天齐锂业、盛新锂能与华为技术有限公司签约。', ['天齐锂业', '盛新锂能', '华为技术有限公司']],
    ['企业与公司、集团、大型集团和相关企业都要发展,支持建设制造业创新中心。', []],
  ])('%s', (text, expected) => expect(names(text)).toEqual(expected))

  test('a short form points to its full name, unless two share it', () => {
    const text = '四川安高特电科技有限公司在会上发言。目前,安高特电已投资5亿元。'
    expect(of(text, 'organisation')[0]).toMatchObject({ subject: '四川安高特电科技有限公司', items: ['安高特电'] })
    const shared = '四川安高特电科技有限公司与湖南安高特电新材料有限公司签约。目前,安高特电已投资5亿元。'
    expect(of(shared, 'organisation').map((c) => c.items ?? [])).toEqual([[], []])
  })
})

describe('persons', () => {
  const people = (text: string) => of(text, 'person').map((c) => [c.subject, c.measure, c.organisation])
  test.each([
    [
      '新余市政府党组成员、副市长、高新区党工委书记舒永忠介绍了情况。',
      [
        ['舒永忠', '党组成员', '新余市政府'],
        ['舒永忠', '副市长', '新余市人民政府'],
        ['舒永忠', '高新区党工委书记', '高新区党工委'],
      ],
    ],
    [
      '工信部总工程师、新闻发言人田玉龙18日透露,产量增长。',
      [
        ['田玉龙', '总工程师', '工信部'],
        ['田玉龙', '新闻发言人', '工信部'],
      ],
    ],
    [
      '盐城市委副书记、市长周斌会见出席活动的吉利控股集团副总裁王召兴。',
      [
        ['周斌', '盐城市委副书记', '中共盐城市委'],
        ['周斌', '市长', '盐城市人民政府'],
        ['王召兴', '副总裁', '吉利控股集团'],
      ],
    ],
    ['总经理刘洋说,公司要发展。负责人介绍,企业经营良好。', [['刘洋', '总经理', null]]],
    ['他们的市长高度重视,局长办公会议要求落实,董事长和经理都来了。', []],
  ])('%s', (text, expected) => expect(people(text)).toEqual(expected))

  test('a bare title takes its body from the place spoken of before, and says when only the page told it', () => {
    expect(people('宜春市委书记严允,市委副书记、市长谭赣明,经开区党工委书记、管委会主任何敏等参加。')).toEqual([
      ['严允', '宜春市委书记', '中共宜春市委'],
      ['谭赣明', '市委副书记', '中共宜春市委'],
      ['谭赣明', '市长', '宜春市人民政府'],
      ['何敏', '经开区党工委书记', '经开区党工委'],
      ['何敏', '管委会主任', '经开区管委会'],
    ])
    const [inferred] = of('市委书记余红胜强调,要提速提效。龙岩市、龙岩的项目进展顺利。', 'person')
    expect(inferred).toMatchObject({ organisation: '中共龙岩市委', inferred: true, status: 'pending' })
  })

  test('a name that holds a place name names no place', () => {
    const text = '市政协主席吴桂林主持召开会议。吴桂林指出,产业发展取得成效。'
    expect(of(text, 'place')).toEqual([])
  })
})

describe('policies and codes', () => {
  test('with issuer, act and years', () => {
    const [policy] = of(
      '丰水县印发了《丰水县电池产业发展规划(2022—2032)》等文件。贵州省印发《贵州省电池产业行动方案(2023—2025年)》。',
      'policy',
    ).slice(-1)
    expect(policy).toMatchObject({
      subject: '贵州省电池产业行动方案(2023—2025年)',
      measure: '印发',
      organisation: '贵州省',
      from: '2023-01-01',
      to: '2025-12-31',
      placeCode: '520000',
    })
  })

  test('a film or a book is no policy, and a saying is no code', () => {
    expect(of('纪录片《里斯本丸沉没》和小说《平凡的世界》很受欢迎,要有“十年磨一剑”的精神。', 'policy')).toEqual([])
    expect(of('实施“6313”行动计划,构建“1028”产业体系,形成“一核两区”发展格局。', 'policy').map((c) => c.items)).toEqual([
      ['6313'],
      ['1028'],
      ['一核两区'],
    ])
  })
})

describe('lists', () => {
  const lists = (text: string) => of(text, 'list').map((c) => [c.items, c.value])
  test.each([
    ['聚焦整车、电池、电机三大领域。', [[['整车', '电池', '电机'], 3]]],
    ['重点发展“光伏”“储能”“氢能”“风电”四大产业。', [[['光伏', '储能', '氢能', '风电'], 4]]],
    ['引进铝箔、湿法隔膜、电池结构件等配套产业。', [[['铝箔', '湿法隔膜', '电池结构件'], null]]],
    [
      '形成了从锂矿开采、材料生产、电芯制造到回收利用的全产业链条。',
      [[['锂矿开采', '材料生产', '电芯制造', '回收利用'], null]],
    ],
    ['产业形成“一核两区”格局。', []],
  ])('%s', (text, expected) => expect(lists(text)).toEqual(expected))

  test('a count that disagrees lowers the confidence and says so', () => {
    const [list] = of('聚焦整车、电池、电机四大领域。', 'list')
    expect(list).toMatchObject({
      value: 4,
      items: ['整车', '电池', '电机'],
      status: 'pending',
      reasons: ['named.list-count-differs'],
    })
  })
})

describe('relations and events', () => {
  const relations = (text: string, kind = 'relation') => of(text, kind).map((c) => [c.subject, c.measure, c.items])
  test.each([
    [
      '湖南紫金锂多金属新材料有限公司是紫金矿业(601899)旗下子公司湖南紫金锂业有限公司与亿纬锂能(300014)的合资公司。',
      ['湖南紫金锂多金属新材料有限公司', '合资方', ['湖南紫金锂业有限公司', '亿纬锂能']],
    ],
    [
      '湖南紫金锂多金属新材料有限公司是紫金矿业(601899)旗下子公司湖南紫金锂业有限公司与亿纬锂能(300014)的合资公司。',
      ['湖南紫金锂业有限公司', '母公司', ['紫金矿业']],
    ],
    [
      '2022年,遂宁锂电产业被纳入四川首批特色优势产业试点名单。',
      ['遂宁锂电产业', '纳入', ['四川首批特色优势产业试点名单']],
    ],
    ['江西某某锂业有限公司总部迁入宜春经开区。', ['江西某某锂业有限公司', '总部迁入', ['宜春经开区']]],
    ['宜春素有“亚洲锂都”之称。', ['宜春', '别称', ['亚洲锂都']]],
  ])('%s', (text, expected) => expect(relations(text)).toContainEqual(expected))

  test('events name the project and not who announced it', () => {
    expect(relations('12月12日上午,耀宁年产12GWh锂离子电池项目在盐城市建湖县开工。', 'event')).toEqual([
      ['耀宁年产12GWh锂离子电池项目', '开工', []],
    ])
    expect(relations('市委书记宣布开工。全市开工率达70.9%,签约金额750亿元。', 'event')).toEqual([])
  })
})

test('every reason a claim can carry has its words', () => {
  const text =
    '四川安高特电科技有限公司首席技术官张晓琨解读了《某市电池规划》。天齐锂业揭牌。按照“1546”战略,聚焦整车、电池、电机三大领域,引进铝箔、隔膜、箔材等项目。安高特电项目一期工程开工。'
  const reasons = new Set(
    claimsOf(text)
      .filter((c) => !['quantity', 'time', 'place'].includes(c.kind))
      .flatMap((c) => c.reasons),
  )
  expect(reasons.size).toBeGreaterThan(5)
  for (const reason of reasons) expect(namedReasonWords[reason], reason).toBeDefined()
})

describe('hostile and long pages', () => {
  const cost = (text: string) => {
    const begun = performance.now()
    claimsOf(text)
    return performance.now() - begun
  }
  test.each([
    ['brackets', '(以下简称“'.repeat(8_000)],
    ['rows without an end', '甲乙科技、丙丁能源、'.repeat(8_000)],
    ['verbs without names', '由与同和签署签订采购收购持有'.repeat(6_000)],
    ['points', '一是抓项目,'.repeat(10_000)],
    ['offices', '党组书记、副市长、董事长、总经理张'.repeat(5_000)],
    ['marks', '《《《《'.repeat(20_000)],
    ['firms', '云桥精工(688123.SH)与丰泽新能(300999.SZ)签署协议,'.repeat(2_500)],
  ])('%s cost no more than their length', (_what, text) => {
    const whole = cost(text)
    // A quadratic pass over 80 000 characters takes minutes; a busy machine takes seconds.
    expect(whole).toBeLessThan(20_000)
  })
})

import { describe, expect, test } from 'vitest'
import { read } from '../read.ts'

const claimsOf = (text: string) => read(new TextEncoder().encode(text)).claims
const relations = (text: string) =>
  claimsOf(text)
    .filter((c) => c.kind === 'relation')
    .map((c) => [c.subject, c.measure, c.items])

describe('who does what with whom', () => {
  test.each([
    [
      '近日,包头市政府与青海丽源材料有限公司(以下简称“丽源材料”)及英源控股集团有限公司举行项目签约仪式。',
      ['包头市政府', '签约', ['青海丽源材料有限公司', '英源控股集团有限公司']],
    ],
    ['8月23日,天源股份与济源市人民政府签订氢能产业战略合作框架协议。', ['天源股份', '战略合作', ['济源市人民政府']]],
    [
      '云桥精工(688123.SH)与宁德时代签署了《正极材料采购合作协议》。',
      ['云桥精工', '供货协议', ['宁德时代', '《正极材料采购合作协议》']],
    ],
    ['宁德时代向云桥精工(688123.SH)采购正极材料。', ['云桥精工', '供货', ['宁德时代']]],
    ['宁德时代将持有富源精工(300111.SZ)约12%的股份。', ['宁德时代', '持有', ['富源精工']]],
    [
      '由江苏省人民政府、中国科学院四方共同发起成立的“长江先进材料研究院”揭牌。',
      ['长江先进材料研究院', '成立', ['江苏省人民政府', '中国科学院']],
    ],
    [
      '光电生产基地项目由翰源控股集团与融源集团共同投资建设。',
      ['光电生产基地项目', '建设', ['翰源控股集团', '融源集团']],
    ],
    ['比亚迪旗下青海弗源实业投产。', ['青海弗源实业', '母公司', ['比亚迪']]],
    ['年产10万吨负极材料项目落户丰水,项目分三期建设。', ['年产10万吨负极材料项目', '分期', ['一期', '二期', '三期']]],
    ['分布式光氢互补热电联供项目落户郴州高新区。', ['分布式光氢互补热电联供项目', '落户', ['郴州高新区']]],
  ])('%s', (text, expected) => expect(relations(text)).toContainEqual(expected))

  test('该公司 is the company named before', () => {
    const text = '云桥精工科技有限公司座落于此。\n该公司由郴州云桥集团有限公司发起成立。'
    expect(relations(text)).toContainEqual(['云桥精工科技有限公司', '成立', ['郴州云桥集团有限公司']])
  })

  test('控股 inside a name says nothing, and a park is where one builds and not who builds', () => {
    expect(relations('丽源材料有限公司及英源控股集团有限公司到访。')).toEqual([])
    expect(relations('拟在安庆经开区投资建设年产5万吨正极材料项目。')).toEqual([])
    expect(relations('建立长江先进材料研究院对于产业发展意义重大。')).toEqual([])
  })

  test('who said it goes with the claim', () => {
    const claim = claimsOf('某市副市长张中平介绍,年产6万吨碳酸锂项目已落户郴州高新区。').find(
      (c) => c.kind === 'relation',
    )
    expect(claim?.attribution).toBe('某市副市长张中平')
  })
})

describe('events', () => {
  const events = (text: string) => claimsOf(text).filter((c) => c.kind === 'event')
  test('with day, place and those who took part', () => {
    const [event] = events(
      '来源:某报 2024-05-21\n5月20日,湖南云桥新能源有限公司年产6万吨碳酸锂项目在郴州市临武县开工。郴州市与临武县的项目很多。',
    )
    expect(event).toMatchObject({
      subject: '湖南云桥新能源有限公司年产6万吨碳酸锂项目',
      measure: '开工',
      items: ['湖南云桥新能源有限公司'],
      from: '2024-05-20',
      to: '2024-05-20',
      placeCode: '431025',
    })
  })
  test('the time beside the word wins over the day of the sentence', () => {
    const [event] = events('来源:某报 2024-05-21\n5月20日消息,年产6万吨碳酸锂项目预计2025年6月投产。')
    expect(event).toMatchObject({ measure: '投产', modality: 'forecast', from: '2025-06-01', to: '2025-06-30' })
  })
  test('a clause that only says when is of the project spoken of, and of none where none was', () => {
    const text = '来源:某报 2024-05-21\n丰水稀土永磁材料项目已完成基础施工,预计2025年6月竣工。'
    expect(events(text).find((c) => c.measure === '竣工')).toMatchObject({
      subject: '丰水稀土永磁材料项目',
      from: '2025-06-01',
      modality: 'forecast',
    })
    expect(events('天气转好,预计2025年6月竣工。')).toEqual([])
  })
  test('the park is where a project starts, and not what starts', () => {
    expect(events('丰水新型显示产业园项目在青海省西宁市东川工业园区开工建设。')[0]?.subject).toBe(
      '丰水新型显示产业园项目',
    )
  })
  test('what it counts as is not its name', () => {
    expect(events('热电联供装备制造项目作为某市代表项目正式开工。')[0]?.subject).toBe('热电联供装备制造项目')
  })
  test.each(['该市新签约项目12个。', '全市开工率达70.9%。', '重大项目集中开工。', '项目尚未开工,投产企业3家。'])(
    'no event in %s',
    (text) => expect(events(text)).toEqual([]),
  )
})

import { describe, expect, test } from 'vitest'
import { read } from '../read.ts'

const claimsOf = (text: string) => read(new TextEncoder().encode(text)).claims
const firms = (text: string) =>
  claimsOf(text)
    .filter((c) => c.kind === 'organisation')
    .map((c) => c.subject)

describe('firms called by their brand', () => {
  test.each([
    ['a stock code behind it', '云桥精工(688123.SH)与丰泽新能(300999.SZ)发布消息。', ['云桥精工', '丰泽新能']],
    ['an officer behind it', '远帆储能董事长周立明介绍了情况。', ['远帆储能']],
    ['a notice it published', '4月8日晚间,云桥精工公告称,项目已获备案。', ['云桥精工']],
    ['a row of firms', '园区引进云桥精工、丰水锂能、德国汉森等12家企业。', ['云桥精工', '丰水锂能', '德国汉森']],
    ['a parent beside it', '兴源集团全资子公司湖北兴顺新材料投产。', ['兴源集团', '湖北兴顺新材料']],
    ['a buyer before it', '云桥精工(688123.SH)收购贵州新仁拥有的矿权。', ['云桥精工', '贵州新仁']],
    ['a base at a place', '云桥新源湖北基地向客户供货。', ['云桥新源']],
    ['every reader knows it', '产品供应宁德时代和比亚迪。', ['宁德时代', '比亚迪']],
  ])('%s', (_why, text, expected) => expect(firms(text)).toEqual(expected))

  test.each([
    ['rows of trades', '发展化工、冶金、建材等企业,支持新材料、新能源、高端装备等产业。'],
    ['words of business', '本地企业与国内龙头企业、产业链上下游企业加强合作,轻资产运营公司不少。'],
    ['a notice of nobody', '近日公告,双方将加强合作。'],
  ])('no firm in %s', (_why, text) => expect(firms(text)).toEqual([]))

  test('a name once shown counts where it stands alone, and is claimed once', () => {
    const text = '云桥精工(688123.SH)发布公告。云桥精工将在丰水县建设基地。'
    expect(firms(text).filter((name) => name === '云桥精工')).toHaveLength(1)
  })
})

describe('where names begin and end', () => {
  test.each([
    ['同 and 和 join two names', '同中能建氢能源有限公司座谈。', ['中能建氢能源有限公司']],
    [
      '和 between a government and a firm',
      '郴州市人民政府和山东兴丰新能源科技有限公司签约。',
      ['郴州市人民政府', '山东兴丰新能源科技有限公司'],
    ],
    ['和 inside a name stays', '江苏中和新材料有限公司投产。', ['江苏中和新材料有限公司']],
    ['公司 before a name', '公司持股45%的公司皇源农光(广西)科技有限公司签约。', ['皇源农光(广西)科技有限公司']],
    ['a campus in brackets', '由香港中文大学(深圳)牵头。', ['香港中文大学(深圳)']],
    ['a former post', '原华中科技大学校长来访。', ['华中科技大学']],
    [
      'a bracket in the name of a park',
      '项目落地潍坊(寿光)高新技术产业开发区管理委员会。',
      ['潍坊(寿光)高新技术产业开发区管理委员会'],
    ],
  ])('%s', (_why, text, expected) => expect(firms(text)).toEqual(expected))
})

describe('one body, one claim', () => {
  const claim = (text: string, subject: string) =>
    claimsOf(text).find((c) => c.kind === 'organisation' && c.subject === subject)
  test('a department by its long and short name', () => {
    const text = '郴州市工业和信息化局召开会议。市工信局负责人介绍,郴州市进展顺利。'
    expect(claim(text, '郴州市工业和信息化局')?.items).toEqual(['市工信局'])
    expect(firms(text)).toEqual(['郴州市工业和信息化局'])
  })
  test('a bare department beside two towns of its own is that of the page', () => {
    const text = '新余市工信局与宜春市工信局交流,市工信局汇报。新余市产业发展。'
    expect(firms(text)).toEqual(['新余市工信局', '宜春市工信局'])
    expect(claim(text, '新余市工信局')?.items).toEqual(['市工信局'])
  })
  test('a short form that the page defines', () => {
    const text = '青海丽源半导体材料有限公司(以下简称“丽源股份公司”)投产。丽源股份公司扩产。'
    expect(claim(text, '青海丽源半导体材料有限公司')?.items).toContain('丽源股份公司')
  })
  test('brand and 公司 for the one full name it shortens', () => {
    const text = '辽源鸿源锂电隔膜科技股份有限公司在建。鸿源公司负责人介绍。'
    expect(claim(text, '辽源鸿源锂电隔膜科技股份有限公司')?.items).toEqual(['鸿源公司'])
  })
})

describe('persons of public office', () => {
  const people = (text: string) =>
    claimsOf(text)
      .filter((c) => c.kind === 'person')
      .map((c) => [c.subject, c.measure, c.organisation])
  test.each([
    ['经开区工委书记唐超陪同调研。', '唐超'],
    ['副校长朱世平担任院长。', '朱世平'],
    ['中国五矿总经理朱可平与客户举行会谈。', '朱可平'],
    ['省政协副主席张健作为链长调研。', '张健'],
    ['总经理助理王有详细介绍了项目。', '王有'],
  ])('%s ends its name before the verb', (text, name) => expect(people(text)[0]?.[0]).toBe(name))

  test('two offices with a stroke between them, and a brand as the body', () => {
    expect(people('上海源实公司董事/总裁许金明表示,进展顺利。')[0]).toEqual(['许金明', '董事/总裁', '上海源实公司'])
    expect(people('比亚迪董事长王传明到访。')[0]).toEqual(['王传明', '董事长', '比亚迪'])
  })

  test('nobody without an office: readers, pupils, villagers', () => {
    expect(people('网友李明说真好。学生王小华、村民张大山和游客刘洋都来了,读者周平留言。')).toEqual([])
  })
})

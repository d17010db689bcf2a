import { expect, test } from 'vitest'
import { entitiesIn, entitiesOfTitle, kindOfName } from './entities.ts'

const named = (text: string) => entitiesIn(text, 0, text.length).map((one) => one.name)

test.each([
  ['在云溪县工业园区分期建设12万吨硅碳负极加工项目', ['12万吨硅碳负极加工项目']],
  ['公司计划投资18亿元建设青阳铜箔新材料项目', ['青阳铜箔新材料项目']],
  ['远山股份8万吨电池级硫酸镍项目属于新赛道', ['远山股份8万吨电池级硫酸镍项目']],
  ['该县人民政府和江西远山新材料有限公司签约', ['江西远山新材料有限公司']],
  ['江西远山新材料有限公司年产3万吨隔膜项目投产', ['江西远山新材料有限公司年产3万吨隔膜项目']],
])('the names in %s', (text, names) => {
  expect(named(text)).toEqual(names)
})

test('what is counted, classed, pointed to or only compared with is no project of that name', () => {
  for (const text of [
    '引进储能项目12个',
    '全市重点项目加快推进',
    '该项目占地80亩',
    '建设6个风电项目',
    '甲、乙等项目开工',
    '是全省首个锂电隔膜项目',
    '是2024年十大产业项目之一',
    '220千伏变电站投运',
  ])
    expect([text, named(text)]).toEqual([text, []])
})

test('a title names what the page is about: the firm before its colon, the park, the project', () => {
  expect(entitiesOfTitle('远山股份:拟投资18亿元建设青阳铜箔新材料项目').map(({ name, kind }) => [kind, name])).toEqual([
    ['firm', '远山股份'],
    ['project', '青阳铜箔新材料项目'],
  ])
  expect(entitiesOfTitle('云溪经开区:打造新材料高地')[0]).toMatchObject({ kind: 'park', name: '云溪经开区' })
})

test('names tell their kind by how they end', () => {
  expect(['采矿业', '锂电产业集群', '远山科技', '云溪高新区', '加氢站', '新能源汽车', '企业'].map(kindOfName)).toEqual([
    'industry',
    'industry',
    'firm',
    'park',
    'project',
    'thing',
    'thing',
  ])
})

import { expect, test } from 'vitest'
import { read } from '../read.ts'
import { textGrids } from './text-grids.ts'

const shape = (text: string) => textGrids(text).map((grid) => [grid.rows, grid.columns])

test.each([
  ['县区\t产值\t增速\n甲县\t12\t3\n乙县\t15\t4\n丙县\t9\t2', [[4, 3]]],
  ['| 县区 | 产值 |\n|---|---:|\n| 甲县 | 12 |\n| 乙县 | 15 |', [[3, 2]]],
  ['县区    产值    增速\n甲县    12      3%\n乙县    15      4%', [[3, 3]]],
  ['标题\n县区　　产值\n甲县　　12\n乙县　　15\n后面的话。', [[3, 2]]],
])('%j holds a table', (text, expected) => {
  expect(shape(text)).toEqual(expected)
})

test.each([
  '这是一段话。  中间有两个空格。\n又一段话，  也有空格。\n第三段  话。',
  '甲县\t12\n乙县\t15',
  '张三    李四    王五\n赵六    钱七    孙八\n周九    吴十    郑一',
  '首页 | 新闻 | 政务\n关于我们 | 联系 | 地图\n版权 | 备案 | 声明',
  '来源：某报    2024-06-18\n第一段讲了很多事情，说明了产业发展的情况和前景。\n第二段',
])('%j holds none', (text) => {
  expect(shape(text)).toEqual([])
})

test('a table in a text is read by row and column, the prose around it as before', () => {
  const text =
    '某园区2024年产值情况\n单位：亿元\n企业\t产值\t同比（%）\n甲锂业有限公司\t12.5\t8.1\n乙新材料有限公司\t9\t-3\n丙电池有限公司\t20\t15\n园区全年完成投资30亿元，同比增长12%。'
  const reading = read(new TextEncoder().encode(text))
  const said = reading.claims
    .filter((claim) => claim.kind === 'quantity')
    .map((claim) => [claim.quote, claim.value, claim.unit, claim.subject, claim.measure])
  expect(said).toEqual([
    ['12.5', 1.25e9, 'CNY', '甲锂业有限公司', '产值'],
    ['8.1', 8.1, '%', '甲锂业有限公司产值', '增速'],
    ['9', 9e8, 'CNY', '乙新材料有限公司', '产值'],
    ['-3', -3, '%', '乙新材料有限公司产值', '增速'],
    ['20', 2e9, 'CNY', '丙电池有限公司', '产值'],
    ['15', 15, '%', '丙电池有限公司产值', '增速'],
    ['30亿元', 3e9, 'CNY', expect.anything(), '完成投资'],
    ['同比增长12%', 12, '%', expect.anything(), '增速'],
  ])
  expect(reading.setAside).toEqual([])
})

test('lines of a million tabs or bars come back', () => {
  const began = performance.now()
  textGrids('\t'.repeat(1_000_000))
  textGrids(`${'|1'.repeat(900)}\n`.repeat(1000))
  textGrids(`${'甲  1'.repeat(300)}\n`.repeat(1000))
  expect(performance.now() - began).toBeLessThan(10_000)
})

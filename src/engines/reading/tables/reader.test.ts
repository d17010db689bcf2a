import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type WrittenCell, workbook } from '../../../../test/support/workbook.ts'
import type { Claim } from '../claim.ts'
import type { Grid } from '../opened.ts'
import { readDocument } from '../read.ts'
import { matrixOf } from './matrix.ts'

const claimsOf = async (...rows: WrittenCell[][]): Promise<Claim[]> =>
  (await readDocument(workbook({ name: 'Sheet1', rows }))).claims

const quantities = (claims: readonly Claim[]) => claims.filter((claim) => claim.kind === 'quantity')

test('a total that its rows do not add up to waits for a person and says so', async () => {
  const claims = quantities(
    await claimsOf(
      ['2024年某市产值表'],
      ['县区', '产值（亿元）'],
      ['甲镇', 10],
      ['乙镇', 20],
      ['丙镇', 5.5],
      ['合计', 45],
    ),
  )
  const total = claims.at(-1)!
  expect(total.reasons).toContain('table.sum-differs')
  expect(total.status).toBe('pending')
  const right = quantities(
    await claimsOf(
      ['2024年某市产值表'],
      ['县区', '产值（亿元）'],
      ['甲镇', 10],
      ['乙镇', 20],
      ['丙镇', 5.5],
      ['合计', 35.5],
    ),
  )
  expect(right.at(-1)!.reasons).toContain('sum-agrees')
})

test('numbers of rows, phones, credit codes, postcodes and days are no quantities', async () => {
  const claims = await claimsOf(
    ['序号', '企业名称', '统一社会信用代码', '联系电话', '邮编', '成立日期', '注册资本（万元）'],
    [1, '甲锂业有限公司', '91430000MA4L000001', '13800001234', '423000', '2018-05-06', 5000],
    [2, '乙锂业有限公司', 91430000000002, 13900001234, 423001, '2019年7月', 800],
  )
  expect(quantities(claims).map((claim) => claim.value)).toEqual([5e7, 8e6])
  expect(
    claims.filter((claim) => claim.kind === 'time').map((claim) => [claim.from, claim.subject, claim.measure]),
  ).toEqual([
    ['2018-05-06', '甲锂业有限公司', '成立日期'],
    ['2019-07-01', '乙锂业有限公司', '成立日期'],
  ])
  expect(claims.filter((claim) => claim.kind === 'organisation').map((claim) => claim.subject)).toEqual([
    '甲锂业有限公司',
    '乙锂业有限公司',
  ])
})

test('a number without a unit anywhere is never sure, and one without a measure is no claim', async () => {
  const claims = quantities(await claimsOf(['县区', '产值', '其他'], ['甲镇', 10, 3], ['乙镇', 20, 4]))
  expect(claims.map((claim) => [claim.unit, claim.status, claim.measure])).toEqual([
    [null, 'pending', '产值'],
    [null, 'pending', '产值'],
  ])
})

test('the unit of the caption goes to what it fits and to nothing else', async () => {
  const claims = quantities(
    await claimsOf(
      ['2024年某市各镇经济情况'],
      ['单位：亿元'],
      ['镇', '产值', '占比', '企业数', '产量（万吨）'],
      ['甲镇', 10, 40, 12, 3],
      ['乙镇', 15, 60, 20, 4],
    ),
  )
  expect(claims.slice(0, 4).map((claim) => [claim.value, claim.unit, claim.status])).toEqual([
    [1e9, 'CNY', 'auto'],
    [40, '%', 'pending'],
    [12, '{家}', 'pending'],
    [30000, 't', 'auto'],
  ])
})

test('a figure that repeats the scale of its header waits for a person', async () => {
  const [claim] = quantities(
    await claimsOf(['企业名称', '产能（万吨）'], ['甲锂业有限公司', '5万'], ['乙锂业有限公司', 3]),
  )
  expect(claim!.reasons).toContain('table.scale-twice')
  expect(claim!.status).toBe('pending')
})

test('the words of a long cell are read of the row they stand in', async () => {
  const claims = quantities(
    await claimsOf(
      ['项目名称', '建设内容及规模', '总投资（亿元）'],
      ['甲电池项目', '占地150亩，新建厂房6万平方米。', 12],
      ['乙材料项目', '占地80亩，新建厂房3万平方米。', 5],
    ),
  )
  const land = claims.filter((claim) => claim.unit === '亩')
  expect(land.map((claim) => [claim.value, claim.subject, claim.modality, claim.status])).toEqual([
    [150, '甲电池项目', 'plan', 'pending'],
    [80, '乙材料项目', 'plan', 'pending'],
  ])
})

test('any sheet is read without breaking: quotes stand in their cells, ids are one of a kind', async () => {
  const word = fc.constantFrom(
    '县区',
    '合计',
    '其中：',
    '2024年',
    '产值（亿元）',
    '同比',
    '〃',
    '—',
    '单位：万吨',
    '序号',
    '项目名称',
    '临武县',
    '甲公司',
    '约3',
    '1-2',
    '3万吨',
    '#',
    '注：无',
    '一、',
    '目标',
    '完成率',
    '年份',
    '企业',
    '',
  )
  const cell: fc.Arbitrary<WrittenCell> = fc.oneof(
    { weight: 5, arbitrary: word },
    { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => Number(n.toFixed(2))) },
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 40_000, max: 50_000 }).map((value) => ({ value, format: 'yyyy-mm-dd' })),
    },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 9 }),
      async (rows) => {
        const merges = rows.length > 3 ? ['A1:B1', 'A2:A3'] : []
        fc.pre(rows.some((row) => row.some((one) => one !== null && one !== '')))
        const reading = await readDocument(workbook({ name: '表', rows, merges }))
        for (const claim of reading.claims) {
          expect(reading.raw.slice(claim.start, claim.end)).toBe(claim.quote)
          expect(claim.confidence).toBeGreaterThan(0)
          expect(claim.confidence).toBeLessThanOrEqual(1)
          expect(reading.origins.some((one) => one.start <= claim.start && claim.end <= one.end)).toBe(true)
        }
        expect(new Set(reading.claims.map((claim) => claim.id)).size).toBe(reading.claims.length)
        const orders = reading.blocks.map((block) => block.order).sort((a, b) => a - b)
        expect(orders).toEqual(orders.map((_, i) => i))
      },
    ),
    { numRuns: 300 },
  )
})

test('a grid that covers too much is left as text', () => {
  const cell = (row: number, column: number) => ({ start: 0, end: 1, row, column, rowSpan: 1, columnSpan: 1 })
  const grid: Grid = {
    start: 0,
    end: 1,
    rows: 2000,
    columns: 16_384,
    cells: Array.from({ length: 2000 }, (_, r) => cell(r, 16_383)),
    caption: [],
    headerRows: null,
  }
  expect(matrixOf(grid, 'x')).toBeNull()
})

test('four times the rows take far less than sixteen times the time', async () => {
  const book = (n: number): Uint8Array =>
    workbook({
      name: '明细',
      rows: [
        ['序号', '县区', '企业名称', '产品名称', '产能（万吨）', '产值（亿元）', '同比（%）'],
        ...Array.from({ length: n }, (_, i) => [
          i + 1,
          '临武县',
          `湖南第${i}锂业有限公司`,
          '碳酸锂',
          i % 13,
          i / 7,
          (i % 50) / 10,
        ]),
      ],
    })
  const time = async (bytes: Uint8Array, n: number): Promise<number> => {
    // Time of this process alone: other work on the machine does not count.
    const began = process.cpuUsage()
    expect(quantities((await readDocument(bytes)).claims).length).toBe(3 * n)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000
  }
  const [small, large] = [book(1500), book(6000)]
  await time(small, 1500)
  const one = Math.max(20, Math.min(await time(small, 1500), await time(small, 1500)))
  expect(await time(large, 6000)).toBeLessThan(one * 10)
})

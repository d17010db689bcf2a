import { describe, expect, test } from 'vitest'
import { loggedInput, placePrefix, reaches, rowScope } from './rules.ts'

describe('row scope', () => {
  test('a grant without scope reaches the workspace, an enterprise without one nothing', () => {
    expect(rowScope({ grants: [{ role: 'office', scope: null }] }).whole).toBe(true)
    expect(rowScope({ grants: [{ role: 'enterprise', scope: null }] }).whole).toBe(false)
  })

  test('counts only the roles the operation serves', () => {
    const grants = [
      { role: 'public', scope: null },
      { role: 'county', scope: '431002' },
    ] as const
    expect(rowScope({ grants }, ['county'])).toEqual({ whole: false, places: ['431002'], enterprises: [] })
    expect(rowScope({ grants }).whole).toBe(true)
  })

  test('a county reaches its own rows, a prefecture those of its counties, nobody the next one', () => {
    const county = { whole: false, places: ['431002'], enterprises: [] }
    expect(reaches(county, { placeCode: '431002' })).toBe(true)
    expect(reaches(county, { placeCode: '431003' })).toBe(false)
    expect(reaches(county, { placeCode: null, enterpriseId: 'e1' })).toBe(false)
    expect(reaches({ ...county, places: ['431000'] }, { placeCode: '431003' })).toBe(true)
    expect(reaches({ ...county, places: ['430000'] }, { placeCode: '431003' })).toBe(true)
    expect(reaches({ ...county, places: ['431000'] }, { placeCode: '430102' })).toBe(false)
    expect(reaches({ ...county, enterprises: ['e1'] }, { placeCode: '430102', enterpriseId: 'e1' })).toBe(true)
    expect(['431002', '431000', '430000'].map(placePrefix)).toEqual(['431002', '4310', '43'])
  })
})

test('the audit log keeps what was asked, not the bytes, secrets and long texts', () => {
  const input = {
    name: '页面',
    bytes: new Uint8Array(12),
    token: 'secret',
    text: 'x'.repeat(501),
    nested: [{ b: new Uint8Array(3) }],
  }
  expect(loggedInput(input, ['token'])).toEqual({
    name: '页面',
    bytes: { size: 12 },
    token: { size: 6 },
    text: { size: 501 },
    nested: [{ b: { size: 3 } }],
  })
  expect([undefined, null, 3, 'x'].map((value) => loggedInput(value))).toEqual([null, null, 3, 'x'])
})

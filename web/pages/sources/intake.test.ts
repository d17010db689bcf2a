import { describe, expect, it } from 'vitest'
import { faultOf, isAddress, sizeWords, titleOf } from './intake.ts'

const file = (name: string, size: number, type = '') => ({ name, size, type })

describe('a file before it is sent', () => {
  it('is refused when empty, too large or of a kind that is not read', () => {
    expect(faultOf(file('a.txt', 0))?.code).toBe('source-empty')
    expect(faultOf(file('a.txt', 200 * 1024 * 1024))?.code).toBe('source-too-large')
    expect(faultOf(file('a.zip', 10, 'application/zip'))?.code).toBe('source-kind')
    expect(faultOf(file('a.doc', 10, 'application/msword'))?.sentence('zh-CN')).toMatch(/docx/)
  })

  it('is let through as text, page, PDF, Word, workbook, or without an extension', () => {
    for (const good of [
      file('a.txt', 10),
      file('A.HTML', 10),
      file('b.htm', 10, 'text/html'),
      file('页面', 10),
      file('a.csv', 5, 'text/csv'),
      file('通报.PDF', 10, 'application/pdf'),
      file('a.docx', 10),
      file('a.xlsx', 10),
    ])
      expect(faultOf(good)).toBeNull()
  })
})

it('names a pasted text by its title or its beginning, never cutting a character in two', () => {
  expect(titleOf(' 标题 ', '正文')).toBe('标题')
  expect(titleOf('', '\n 🔤首行\n第二行')).toBe('🔤首行')
  expect([...titleOf('', '🔤'.repeat(60))]).toHaveLength(40)
})

it('takes only web addresses', () => {
  expect(['', ' https://example.org/a ', 'http://x.cn'].map(isAddress)).toEqual([true, true, true])
  expect(['example.org', 'javascript:alert(1)', 'file:///etc'].map(isAddress)).toEqual([false, false, false])
})

it('says sizes shortly', () => {
  expect([812, 6300, 20 * 1024 * 1024].map(sizeWords)).toEqual(['812 B', '6.2 KB', '20 MB'])
})

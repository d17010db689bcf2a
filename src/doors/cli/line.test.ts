import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writeOperation } from '../../access/operation.ts'
import { KnownError } from '../../base/errors.ts'
import { langFromEnvironment, langFromRequest } from '../languages.ts'
import { clip, columns, displayWidth } from './columns.ts'
import { exitOf } from './exit.ts'
import { nothingLeft, parseLine, takeFlag, takeSwitch } from './line.ts'
import { flagOf, inputFromLine } from './operate.ts'

describe('a command line', () => {
  it('splits words, flags and switches', () => {
    const line = parseLine([
      'facts',
      'decide',
      '--claim-id',
      'c1',
      '--json',
      'x',
      '--seen=0',
      '--value',
      '-3',
      '--',
      '--y',
    ])
    expect(line.words).toEqual(['facts', 'decide', 'x', '--y'])
    expect([...line.flags]).toEqual([
      ['claim-id', ['c1']],
      ['json', ['']],
      ['seen', ['0']],
      ['value', ['-3']],
    ])
  })

  it('refuses what it does not know instead of ignoring it', () => {
    expect(() => parseLine(['-x'])).toThrow(KnownError)
    const line = parseLine(['--prot', '80', 'extra'])
    expect(() => nothingLeft(line, 1)).toThrow('--prot')
    expect(() => nothingLeft(parseLine(['a', 'b']), 1)).toThrow('"b"')
    expect(() => takeFlag(parseLine(['--port']), 'port', { zh: '端口', en: 'a port' })).toThrow('needs a port')
    expect(() => takeFlag(parseLine(['--a', '1', '--a', '2']), 'a', { zh: '', en: '' })).toThrow('once')
    expect(() => takeSwitch(parseLine(['--json=yes']), 'json')).toThrow('no value')
  })
})

const operation = writeOperation({
  name: 'test.decide',
  title: { zh: '决定', en: 'Decide' },
  summary: { zh: '', en: '' },
  who: ['office'],
  input: z.object({
    claimId: z.string(),
    seen: z.int(),
    standing: z.array(z.enum(['pending', 'auto'])).optional(),
    edits: z.object({ value: z.string().optional(), valueTo: z.string().nullable().optional() }).optional(),
  }),
  output: z.object({}),
  positional: ['claimId'],
  run: async () => ({}),
})

describe('an operation from the command line', () => {
  const input = (...args: string[]) => inputFromLine(operation, parseLine(args))

  it('takes words, kebab-case flags, repeated flags and nested ones', async () => {
    expect(flagOf('claimId')).toBe('claim-id')
    expect(await input('c1', '--seen', '2')).toEqual({ claimId: 'c1', seen: 2 })
    expect(await input('--claim-id', 'c1', '--standing', 'pending', '--standing', 'auto')).toEqual({
      claimId: 'c1',
      standing: ['pending', 'auto'],
    })
    expect(await input('--edits', '{"value":"3"}')).toEqual({ edits: { value: '3' } })
    expect(await input('--edits.value', '3', '--edits.value-to', 'null')).toEqual({
      edits: { value: '3', valueTo: null },
    })
  })

  it('names the field that is wrong', async () => {
    await expect(input('--seen', 'two')).rejects.toMatchObject({ code: 'bad-input', place: { field: 'seen' } })
    await expect(input('--sean', '2')).rejects.toThrow('--claim-id --seen --standing --edits')
    await expect(input('a', 'b')).rejects.toThrow('too many')
    await expect(input('--file', 'x')).rejects.toThrow('takes no file')
  })
})

describe('what the terminal shows', () => {
  it('counts Chinese as two cells and cuts by cells', () => {
    expect(displayWidth('锂电a')).toBe(5)
    expect(displayWidth('e\u0301')).toBe(1)
    expect(clip('郴州锂电新能源', 8)).toBe('郴州锂…')
    expect(clip('a\n b', 8)).toBe('a b')
    expect(
      columns([
        ['锂', 'x'],
        ['abc', 'y'],
      ]),
    ).toBe('锂   x\nabc  y')
  })

  it('speaks Chinese unless asked for English', () => {
    expect(langFromEnvironment({})).toBe('zh-CN')
    expect(langFromEnvironment({ LANG: 'C.UTF-8' })).toBe('zh-CN')
    expect(langFromEnvironment({ LANG: 'en_US.UTF-8' })).toBe('en')
    expect(langFromEnvironment({ LANG: 'en_US.UTF-8', QUANLIAN_LANG: 'zh' })).toBe('zh-CN')
    expect(langFromEnvironment({ QUANLIAN_LANG: 'zh' }, 'en')).toBe('en')
    expect(langFromRequest(undefined, 'de,en-GB;q=0.8')).toBe('en')
    expect(langFromRequest('zh-CN', 'en')).toBe('zh-CN')
  })

  it('leaves with a documented code for every refusal', () => {
    const code = (status: number, exit?: number) =>
      exitOf(new KnownError('x', { zh: '', en: '' }, { status, ...(exit === undefined ? {} : { exit }) }))
    expect(code(400)).toBe(2)
    expect(code(403, 77)).toBe(3)
    expect(code(401, 3)).toBe(3)
    expect(code(409, 73)).toBe(4)
    expect(code(503, 69)).toBe(5)
    expect(code(507, 74)).toBe(5)
    expect(code(500, 73)).toBe(5)
    expect(code(400, 65)).toBe(2)
  })
})

import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { stringify } from 'yaml'
import type { FileOutput, Operation } from '../../access/operation.ts'
import { KnownError } from '../../base/errors.ts'
import type { Clerk } from '../clerk.ts'
import { type Field, fieldFromWords, fieldsOf } from '../fields.ts'
import { answersWithFile } from '../schemas.ts'
import { nameOf, readInputFile } from './files.ts'
import { badUsage, type Line, nothingLeft, takeFlag, takeSwitch } from './line.ts'
import type { Terminal } from './terminal.ts'

/** `claimId` is `--claim-id` on the command line. */
export const flagOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Sets `edits.value` style paths, so that a nested input can be given without writing JSON. */
const setNested = (input: Record<string, unknown>, path: string[], words: string[]): void => {
  const [head, ...rest] = path
  if (rest.length === 0) {
    const word = words.at(-1)!
    input[head!] = word === 'null' || word === '' ? null : word
    return
  }
  input[head!] ??= {}
  setNested(input[head!] as Record<string, unknown>, rest, words)
}

const camel = (flag: string): string => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * The operation's input from a command line: positional words, then `--field value`. An operation that takes a file
 * reads it from the path given as its first word (`-` is standard input) or as --file.
 */
export const inputFromLine = async (operation: Operation, line: Line): Promise<Record<string, unknown>> => {
  const input: Record<string, unknown> = {}
  const fields = fieldsOf(operation)
  const positional = operation.positional ?? []
  nothingLeft({ words: line.words, flags: new Map() }, positional.length)
  const path = takeFlag(line, 'file', { zh: '文件路径', en: 'a path' })
  for (const [i, word] of line.words.entries()) {
    const field = fields.find((one) => one.name === positional[i])
    if (field) input[field.name] = fieldFromWords(field, [word])
  }
  for (const [flag, words] of line.flags) {
    const [head, ...rest] = flag.split('.')
    const name = camel(head!)
    const field: Field | undefined = fields.find((one) => one.name === name && one.kind !== 'bytes')
    if (!field)
      throw badUsage({
        zh: `不认识选项 --${flag}。可用：${fields.map((one) => `--${flagOf(one.name)}`).join(' ') || '无'}`,
        en: `The option --${flag} is not known. Known: ${fields.map((one) => `--${flagOf(one.name)}`).join(' ') || 'none'}`,
      })
    if (rest.length > 0) setNested(input, [name, ...rest.map(camel)], words)
    else input[name] = fieldFromWords(field, words)
  }
  const upload = operation.upload
  if (upload) {
    const from = path ?? (input['text'] === undefined ? line.words[0] : undefined)
    if (from !== undefined) {
      input[upload] = await readInputFile(from)
      if (path === undefined || input['name'] === undefined) input['name'] = nameOf(from)
    }
  } else if (path !== undefined) throw badUsage({ zh: '这个操作不收文件。', en: 'This operation takes no file.' })
  return input
}

/** Writes a file an operation answered with; an existing file is replaced only when the person named it. */
export const saveFile = async (file: FileOutput, asked: string | undefined): Promise<string> => {
  const path = resolve(asked ?? nameOf(file.name))
  try {
    await writeFile(path, file.bytes, { flag: asked === undefined ? 'wx' : 'w' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST')
      throw new KnownError(
        'file-exists',
        {
          zh: `文件已存在：${path}。用 --out 指定文件名即可覆盖。`,
          en: `The file exists already: ${path}. Name it with --out to replace it.`,
        },
        { place: { file: path }, status: 409, exit: 4 },
      )
    throw new KnownError(
      'cannot-write',
      { zh: `写不了文件（${code}）：${path}`, en: `The file cannot be written (${code}): ${path}` },
      { place: { file: path }, cause: error },
    )
  }
  return path
}

/** An operation's output for people: indented names and values, no braces. */
export const outputText = (output: unknown): string => stringify(output, { lineWidth: 0 }).trimEnd()

/** `STEP VERB …`: performs one operation and prints what it answers. */
export const operate = async (
  operation: Operation,
  line: Line,
  terminal: Terminal,
  open: () => Promise<Clerk>,
): Promise<void> => {
  const json = takeSwitch(line, 'json')
  const out = answersWithFile(operation) ? takeFlag(line, 'out', { zh: '文件路径', en: 'a path' }) : undefined
  const input = await inputFromLine(operation, line)
  const clerk = await open()
  try {
    const output = await clerk.call(operation, input, { lang: terminal.lang, signal: terminal.signal })
    if (answersWithFile(operation)) terminal.out(await saveFile(output as FileOutput, out))
    else terminal.out(json ? JSON.stringify(output, null, 2) : outputText(output))
    if (operation.upload && clerk.where === 'here') terminal.err(terminal.say({ zh: '正在阅读 …', en: 'Reading …' }))
  } finally {
    await clerk.close()
  }
}

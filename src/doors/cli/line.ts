import { KnownError } from '../../base/errors.ts'

export interface Line {
  /** Words that are not flags, in order. */
  words: string[]
  /** Values of each flag in order of appearance; a flag without a value has ''. */
  flags: Map<string, string[]>
}

/** Flags that never take the next word as their value. */
const switches = new Set(['json', 'jsonl', 'help', 'no-open', 'empty', 'force', 'yes', 'version'])

/**
 * Splits a command line: `--flag value`, `--flag=value`, `--switch`, `-h`; after `--` everything is a word.
 * A value may start with a minus when it is a number.
 */
export const parseLine = (args: readonly string[]): Line => {
  const words: string[] = []
  const flags = new Map<string, string[]>()
  const add = (name: string, value: string): void => {
    flags.set(name, [...(flags.get(name) ?? []), value])
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '--') {
      words.push(...args.slice(i + 1))
      break
    }
    if (arg === '-h') add('help', '')
    else if (arg.startsWith('--')) {
      const cut = arg.indexOf('=')
      const name = cut < 0 ? arg.slice(2) : arg.slice(2, cut)
      const next = args[i + 1]
      if (cut >= 0) add(name, arg.slice(cut + 1))
      else if (
        !switches.has(name) &&
        next !== undefined &&
        (!next.startsWith('-') || next === '-' || /^-\d/.test(next))
      ) {
        add(name, next)
        i++
      } else add(name, '')
    } else if (arg.startsWith('-') && arg !== '-' && !/^-\d/.test(arg)) {
      throw badUsage({
        zh: `不认识“${arg}”。选项以两个减号开头，例如 --json。`,
        en: `"${arg}" is not known. Options start with two dashes, as --json.`,
      })
    } else words.push(arg)
  }
  return { words, flags }
}

export const badUsage = (words: { zh: string; en: string }): KnownError => new KnownError('usage', words)

/** Takes one flag's single value off the line; undefined when it was not given. */
export const takeFlag = (line: Line, name: string, what: { zh: string; en: string }): string | undefined => {
  const values = line.flags.get(name)
  if (!values) return undefined
  line.flags.delete(name)
  if (values.length > 1) throw badUsage({ zh: `--${name} 只能给一次。`, en: `--${name} may be given once only.` })
  if (values[0] === '') throw badUsage({ zh: `--${name} 后面要给${what.zh}。`, en: `--${name} needs ${what.en}.` })
  return values[0]
}

/** Takes a switch off the line: true when it stood there. */
export const takeSwitch = (line: Line, name: string): boolean => {
  const values = line.flags.get(name)
  if (!values) return false
  line.flags.delete(name)
  if (values.some((value) => value !== ''))
    throw badUsage({ zh: `--${name} 不带值。`, en: `--${name} takes no value.` })
  return true
}

/** Refuses what nobody asked for, so that a misspelt option is not silently ignored. */
export const nothingLeft = (line: Line, expectedWords: number): void => {
  const flag = [...line.flags.keys()][0]
  if (flag !== undefined)
    throw badUsage({
      zh: `不认识选项 --${flag}。运行 ./quanlian --help 查看用法。`,
      en: `The option --${flag} is not known. See ./quanlian --help.`,
    })
  const word = line.words[expectedWords]
  if (word !== undefined) throw badUsage({ zh: `多余的参数“${word}”。`, en: `"${word}" is one argument too many.` })
}

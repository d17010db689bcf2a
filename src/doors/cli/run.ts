import { once } from 'node:events'
import { KnownError } from '../../base/errors.ts'
import type { Lang } from '../../base/lang.ts'
import { langFromEnvironment, langFromTag } from '../languages.ts'
import { loggable } from '../problems.ts'
import { clip } from './columns.ts'
import { exitCodes, exitOf } from './exit.ts'
import { badUsage, type Line, nothingLeft, parseLine, takeFlag, takeSwitch } from './line.ts'
import { type Terminal, terminalOf } from './terminal.ts'

// Every command imports what it needs and nothing else: `read` must not wait for a database or a web server.
const commands: Record<string, (line: Line, terminal: Terminal) => Promise<void>> = {
  read: async (line, terminal) => (await import('./reading.ts')).readCommand(line, terminal),
  brief: async (line, terminal) => {
    const { opener } = await import('./open.ts')
    return (await import('./brief.ts')).briefCommand(line, terminal, opener(line, terminal))
  },
  start: async (line, terminal) => (await import('./start.ts')).startCommand(line, terminal),
  db: async (line, terminal) => (await import('./database.ts')).databaseCommand(line, terminal),
  mcp: async (line, terminal) => {
    const { opener } = await import('./open.ts')
    const open = opener(line, terminal, 'mcp')
    nothingLeft(line, 0)
    return (await import('../mcp/stdio.ts')).serveStdio(open, terminal)
  },
}

const help = async (words: readonly string[], terminal: Terminal): Promise<void> => {
  const [{ operations }, { helpText }, { operationHelp }, { productVersion }] = await Promise.all([
    import('../registry.ts'),
    import('./help.ts'),
    import('./help-operation.ts'),
    import('../place.ts'),
  ])
  const operation = operations.find((one) => one.name === `${words[0]}.${words[1]}`)
  terminal.out(
    operation ? operationHelp(operation, terminal.lang) : helpText(operations, terminal.lang, productVersion()),
  )
}

const operationCommand = async (step: string, line: Line, terminal: Terminal): Promise<void> => {
  const { operations } = await import('../registry.ts')
  const verbs = operations.filter((one) => one.name.startsWith(`${step}.`)).map((one) => one.name.split('.')[1]!)
  if (verbs.length === 0)
    throw badUsage({
      zh: `没有“${step}”这个命令。运行 ./quanlian --help 查看全部。`,
      en: `There is no command "${step}". See ./quanlian --help for all of them.`,
    })
  const verb = line.words.shift()
  const operation = operations.find((one) => one.name === `${step}.${verb}`)
  if (!operation)
    throw badUsage({
      zh: `“${step}”后面要跟：${verbs.join('、')}。`,
      en: `After "${step}" comes one of: ${verbs.join(', ')}.`,
    })
  const { opener } = await import('./open.ts')
  if (operation.name === 'sources.add' && line.words[0] !== undefined) {
    const { isFolder } = await import('./folder.ts')
    if (await isFolder(line.words[0])) {
      const { addFolderCommand } = await import('./adding-folder.ts')
      return addFolderCommand(line, terminal, opener(line, terminal))
    }
  }
  const { operate } = await import('./operate.ts')
  await operate(operation, line, terminal, opener(line, terminal))
}

const dispatch = async (line: Line, terminal: Terminal): Promise<void> => {
  if (takeSwitch(line, 'version')) return terminal.out((await import('../place.ts')).productVersion())
  if (takeSwitch(line, 'help') || line.words.length === 0 || line.words[0] === 'help')
    return help(
      line.words.filter((word) => word !== 'help'),
      terminal,
    )
  const command = line.words.shift()!
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined
  return known ? known(line, terminal) : operationCommand(command, line, terminal)
}

/** Performs one command line and gives its exit code; never throws. */
export const runLine = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const line = parseLine(args)
    takeFlag(line, 'lang', { zh: '语言', en: 'a language' })
    await dispatch(line, terminal)
    return exitCodes.done
  } catch (error) {
    // What the cancelling itself threw; another error in the middle of stopping is said as any other.
    if (terminal.signal.aborted && isCancelling(error, terminal.signal)) {
      terminal.err(terminal.say({ zh: '已取消。', en: 'Cancelled.' }))
      return exitCodes.cancelled
    }
    if (error instanceof KnownError) {
      terminal.err(error.sentence(terminal.lang) + placeText(error, terminal.lang))
      return exitOf(error)
    }
    terminal.err(
      terminal.say({
        zh: `系统出错，这一步没有完成：${error instanceof Error ? error.message : String(error)}`,
        en: `Something failed inside and this step was not done: ${error instanceof Error ? error.message : String(error)}`,
      }),
    )
    if (terminal.env['QUANLIAN_DEBUG']) terminal.err(JSON.stringify(loggable(error), null, 1))
    else
      terminal.err(
        terminal.say({
          zh: '设 QUANLIAN_DEBUG=1 再运行可看细节。',
          en: 'Run it with QUANLIAN_DEBUG=1 for the details.',
        }),
      )
    return exitCodes.internal
  }
}

const isCancelling = (error: unknown, signal: AbortSignal): boolean =>
  error === signal.reason || (error instanceof Error && (error.name === 'AbortError' || error.cause === signal.reason))

const placeText = (error: KnownError, lang: Lang): string => {
  const { file, line, field } = error.place ?? {}
  if (line !== undefined) return ` (${file ?? ''}:${line})`
  const sentence = error.sentence(lang)
  return field !== undefined && !sentence.includes(field) ? ` (${field})` : ''
}

/** The program: performs the line, prints, and leaves with the exit code. Ctrl-C once cancels, twice ends at once. */
export const run = async (args: readonly string[]): Promise<void> => {
  const stop = new AbortController()
  let asked = 0
  const interrupt = (): void => {
    asked += 1
    if (asked > 1) process.exit(exitCodes.cancelled)
    stop.abort(new Error('cancelled'))
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  // A reader that left (head, a closed pager) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
  })
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asks = at < 0 ? undefined : args[at]!.includes('=') ? args[at]!.slice(7) : args[at + 1]
  const terminal = terminalOf({
    lang: langFromTag(asks) ?? langFromEnvironment(process.env),
    env: process.env,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    signal: stop.signal,
    width: process.stdout.columns ?? 120,
    ...(process.stderr.isTTY
      ? {
          progress: (text: string) =>
            void process.stderr.write(`\r\x1b[K${clip(text.replace(/\p{Cc}/gu, ' '), process.stderr.columns ?? 80)}`),
        }
      : {}),
    drained: async () => {
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
    },
  })
  const code = await runLine(args, terminal)
  // Let a long output reach its pipe before leaving; then leave even if something still holds the loop.
  if (process.stdout.writableLength > 0) await new Promise<void>((done) => process.stdout.write('', () => done()))
  process.exit(code)
}

import { spawn } from 'node:child_process'
import { placeOf } from '../place.ts'
import { badUsage, type Line, nothingLeft, takeFlag, takeSwitch } from './line.ts'
import type { Terminal } from './terminal.ts'

const portOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw badUsage({
      zh: `端口要是 0 到 65535 的整数，不是“${text}”。`,
      en: `A port is a whole number from 0 to 65535, not "${text}".`,
    })
  return port
}

const openBrowser = (url: string): void => {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  spawn(command!, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

/** A desktop where a browser window may be opened: a person at a terminal, with a display. */
const mayOpen = (env: NodeJS.ProcessEnv): boolean =>
  process.stdout.isTTY === true &&
  !env['CI'] &&
  !env['SSH_CONNECTION'] &&
  (process.platform === 'darwin' || process.platform === 'win32' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']))

/** `start`: serves until Ctrl-C or SIGTERM, then finishes what runs, makes a snapshot and leaves. */
export const startCommand = async (line: Line, terminal: Terminal): Promise<void> => {
  const empty = takeSwitch(line, 'empty')
  const noOpen = takeSwitch(line, 'no-open')
  const port = portOf(takeFlag(line, 'port', { zh: '端口号', en: 'a port' }))
  const host = takeFlag(line, 'host', { zh: '地址', en: 'an address' })
  const place = placeOf(terminal.env, takeFlag(line, 'data', { zh: '文件夹', en: 'a folder' }))
  nothingLeft(line, 0)
  const { say, out, signal } = terminal
  // The database opens in its own thread while this one loads the web server and the operations.
  const store = import('../../store/store.ts').then(({ openStore }) =>
    openStore(place.url ? { url: place.url } : { folder: place.folder }),
  )
  store.catch(() => {})
  const { start, usualPort } = await import('../start.ts')
  const running = await start({
    place,
    demo: !empty,
    port,
    ...(host === undefined ? {} : { host }),
    env: terminal.env,
    lang: terminal.lang,
    progress: (words) => out(say(words)),
    signal,
    store,
  })
  if (running.movedPort)
    out(
      say({
        zh: `端口 ${usualPort} 已被占用，改用下一个空闲端口。`,
        en: `Port ${usualPort} is taken; the next free one is used.`,
      }),
    )
  out('')
  out(say({ zh: `全链已启动：${running.url}`, en: `Quanlian is running: ${running.url}` }))
  out(
    say({
      zh: `登录链接（一次有效，15 分钟内）：${running.link}`,
      en: `Sign-in link (once, within 15 minutes): ${running.link}`,
    }),
  )
  out(
    say(
      running.desk.store.trial
        ? { zh: `试用库：${place.folder}。Ctrl-C 停止。`, en: `Trial database: ${place.folder}. Ctrl-C stops.` }
        : {
            zh: `数据库：PostgreSQL ${running.desk.store.version}。Ctrl-C 停止。`,
            en: `Database: PostgreSQL ${running.desk.store.version}. Ctrl-C stops.`,
          },
    ),
  )
  if (!noOpen && mayOpen(terminal.env)) openBrowser(running.link)
  if (!signal.aborted) await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
  out(say({ zh: '正在停止：完成手头的请求，做快照 …', en: 'Stopping: finishing requests, making a snapshot …' }))
  await running.close()
  out(say({ zh: '已停止，数据已保存。', en: 'Stopped; the data is saved.' }))
}

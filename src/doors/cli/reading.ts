import { availableParallelism } from 'node:os'
import type { Lang, Words } from '../../base/lang.ts'
import type { Claim, ClaimKind, Reading, SetAsideReason } from '../../engines/reading/claim.ts'
import { clip, columns } from './columns.ts'
import { nameOf, readInputFile } from './files.ts'
import { isFolder } from './folder.ts'
import { badUsage, type Line, nothingLeft, takeFlag, takeSwitch } from './line.ts'
import type { Terminal } from './terminal.ts'

const words = {
  title: { zh: '标题', en: 'Title' },
  publisher: { zh: '发布者', en: 'Publisher' },
  published: { zh: '日期', en: 'Date' },
  encoding: { zh: '编码', en: 'Encoding' },
  unknown: { zh: '未说明', en: 'not stated' },
  blocks: { zh: '正文', en: 'Body' },
  blockCount: { zh: '{n} 段', en: '{n} paragraphs' },
  reordered: { zh: '，建议的阅读顺序与页面不同：', en: ', suggested order differs from the page: ' },
  setAside: { zh: '置于一旁', en: 'Set aside' },
  nothing: { zh: '无', en: 'none' },
  claims: { zh: '陈述', en: 'Claims' },
  kind: { zh: '类别', en: 'Kind' },
  value: { zh: '数值或内容', en: 'Value' },
  modality: { zh: '性质', en: 'Mark' },
  period: { zh: '时期', en: 'Period' },
  about: { zh: '对象与指标', en: 'Subject and measure' },
  quote: { zh: '原文', en: 'Quote' },
  origin: { zh: '位置', en: 'Where' },
  status: { zh: '状态', en: 'Status' },
  auto: { zh: '可信', en: 'sure' },
  pending: { zh: '待审', en: 'to review' },
} satisfies Record<string, Words>

const kindWords: Record<ClaimKind, Words> = {
  quantity: { zh: '数量', en: 'quantity' },
  time: { zh: '时间', en: 'time' },
  list: { zh: '列举', en: 'list' },
  organisation: { zh: '机构', en: 'organisation' },
  person: { zh: '人物', en: 'person' },
  policy: { zh: '政策', en: 'policy' },
  relation: { zh: '关系', en: 'relation' },
  place: { zh: '地点', en: 'place' },
  event: { zh: '事件', en: 'event' },
}

const reasonWords: Record<SetAsideReason, Words> = {
  injected: { zh: '插入的无关文字', en: 'injected text' },
  comment: { zh: '评论', en: 'comment' },
  chrome: { zh: '页面框架', en: 'page chrome' },
  annotation: { zh: '注音或旁注', en: 'annotation' },
  advert: { zh: '广告', en: 'advertisement' },
  foreign: { zh: '别的文章', en: 'another story' },
}

/** Kinds whose measure is a code for programs, not a word. */
const coded: readonly ClaimKind[] = ['organisation', 'place']

const claimText = async (claim: Claim, lang: Lang): Promise<string> => {
  const [{ formatFigure }, { decimalOf }] = await Promise.all([
    import('../../base/format.ts'),
    import('../../base/money.ts'),
  ])
  if (claim.value !== null)
    return formatFigure(
      {
        value: decimalOf(claim.value),
        valueTo: claim.valueTo === null ? undefined : decimalOf(claim.valueTo),
        unit: claim.unit ?? '',
        bound: claim.bound ?? 'eq',
      },
      lang,
    ).text
  return (claim.items ?? []).join(lang === 'en' ? ', ' : '、')
}

/** A reading for people: what the page is, what was set aside and why, and the claims as a table. */
export const readingText = async (reading: Reading, terminal: Terminal): Promise<string> => {
  const { formatPeriod, modalityWords } = await import('../../base/format.ts')
  const { noticesOf } = await import('../../engines/reading/notices.ts')
  const { originOf } = await import('../../engines/reading/origins.ts')
  const { formatOrigin } = await import('../../base/origin.ts')
  const { lang, say } = terminal
  const { document, blocks, setAside, claims, origins } = reading
  const head = columns([
    [say(words.title), document.title ?? say(words.unknown)],
    [say(words.publisher), document.publisher ?? say(words.unknown)],
    [say(words.published), document.published ?? say(words.unknown)],
    [say(words.encoding), document.encoding],
    ['SHA-256', document.sha256],
  ])
  const moved = blocks.some((block, i) => block.order !== i)
  const order = [...blocks.keys()].sort((a, b) => blocks[a]!.order - blocks[b]!.order).map((i) => i + 1)
  const body = `${say(words.blocks)}  ${say(words.blockCount).replace('{n}', String(blocks.length))}${moved ? say(words.reordered) + order.join(' ') : ''}`
  const aside = setAside.map((one) => [
    `  ${say(reasonWords[one.reason])}`,
    `${one.start}–${one.end}`,
    clip(one.text, Math.max(20, terminal.width - 40)),
  ])
  const whereOf = (claim: Claim): string => {
    const origin = originOf(origins, claim)
    return origin === null ? '' : formatOrigin(origin, lang)
  }
  const rows = await Promise.all(
    claims.map(async (claim) => [
      `  ${say(kindWords[claim.kind])}`,
      clip(await claimText(claim, lang), 32),
      claim.modality ? say(modalityWords[claim.modality]) : '',
      claim.from || claim.to
        ? formatPeriod(
            { from: claim.from, to: claim.to, precision: claim.precision ?? 'day', inferred: claim.inferred },
            lang,
          )
        : '',
      clip([claim.subject, coded.includes(claim.kind) ? null : claim.measure].filter(Boolean).join(' · '), 36),
      claim.status === 'auto' ? say(words.auto) : say(words.pending),
      clip(claim.quote, 36),
      ...(origins.length > 0 ? [whereOf(claim)] : []),
    ]),
  )
  const header = [
    `  ${say(words.kind)}`,
    ...[words.value, words.modality, words.period, words.about, words.status, words.quote].map(say),
    ...(origins.length > 0 ? [say(words.origin)] : []),
  ]
  return [
    head,
    body,
    `${say(words.setAside)}  ${setAside.length === 0 ? say(words.nothing) : setAside.length}`,
    ...(aside.length > 0 ? [columns(aside)] : []),
    `${say(words.claims)}  ${claims.length === 0 ? say(words.nothing) : claims.length}`,
    ...(rows.length > 0 ? [columns([header, ...rows])] : []),
    ...noticesOf(reading).map(say),
  ].join('\n')
}

const jobsOf = (text: string | undefined): number => {
  const jobs = text === undefined ? Math.min(4, availableParallelism()) : Number(text)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 32)
    throw badUsage({
      zh: `--jobs 是 1 到 32 的整数，不是“${text}”。`,
      en: `--jobs is a whole number from 1 to 32, not "${text}".`,
    })
  return jobs
}

/** `read FILE [--json]`: reads one file without a database. `--encoding` and `--published` say what the file itself may not. `read DIR --jsonl` reads a folder. */
export const readCommand = async (line: Line, terminal: Terminal): Promise<void> => {
  const json = takeSwitch(line, 'json')
  const jsonl = takeSwitch(line, 'jsonl')
  const declaredEncoding = takeFlag(line, 'encoding', { zh: '编码名', en: 'an encoding name' })
  const published = takeFlag(line, 'published', { zh: '日期', en: 'a date' })
  if (published !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(published))
    throw badUsage({ zh: '--published 要写成 YYYY-MM-DD。', en: '--published is written as YYYY-MM-DD.' })
  const [path] = line.words
  if (path === undefined)
    throw badUsage({
      zh: '要读哪个文件？用法：./quanlian read 文件 [--json]',
      en: 'Which file? Usage: ./quanlian read FILE [--json]',
    })
  const folder = await isFolder(path)
  if (jsonl) {
    const jobs = jobsOf(takeFlag(line, 'jobs', { zh: '个数', en: 'a number' }))
    const out = takeFlag(line, 'out', { zh: '文件路径', en: 'a path' })
    nothingLeft(line, 1)
    const { readFolder } = await import('./reading-folder.ts')
    const only = folder ? {} : { only: [{ path, name: nameOf(path), bytes: 0 }] }
    return readFolder({ root: path, jobs, out, published, declaredEncoding, ...only }, terminal)
  }
  if (folder)
    throw badUsage({
      zh: `这是文件夹：${path}。读整个文件夹请加 --jsonl。`,
      en: `This is a folder: ${path}. Add --jsonl to read all of it.`,
    })
  nothingLeft(line, 1)
  const [bytes, { readDocument }, { readingJson }] = await Promise.all([
    readInputFile(path),
    import('../../engines/reading/read.ts'),
    import('../../engines/reading/json.ts'),
  ])
  const reading = await readDocument(bytes, {
    name: nameOf(path),
    ...(published ? { published } : {}),
    ...(declaredEncoding ? { declaredEncoding } : {}),
  })
  terminal.out(json ? JSON.stringify(readingJson(reading), null, 2) : await readingText(reading, terminal))
}

import type { Operation } from '../../access/operation.ts'
import type { Lang, Words } from '../../base/lang.ts'
import { inLang } from '../../base/lang.ts'
import { columns } from './columns.ts'
import { exitWords } from './exit.ts'

const commands: [string, Words][] = [
  ['start', { zh: '启动服务并打印登录链接', en: 'starts the server and prints a sign-in link' }],
  ['read FILE [--json]', { zh: '读一份网页或文本，不用数据库', en: 'reads a page or text; needs no database' }],
  [
    'read DIR --jsonl [--jobs N] [--out FILE]',
    { zh: '读整个文件夹，一个文件一行 JSON', en: 'reads a folder, one line of JSON for each file' },
  ],
  ['sources add DIR', { zh: '把整个文件夹作为一批送来阅读', en: 'brings a whole folder in as one batch' }],
  ['brief [--docx FILE]', { zh: '周一简报：打印，或写成 Word', en: 'the Monday brief: printed, or as Word' }],
  ['db status', { zh: '数据库与快照的状况', en: 'the state of the database and its snapshots' }],
  ['db snapshot', { zh: '立即做一个快照', en: 'makes a snapshot now' }],
  ['db restore [SNAPSHOT]', { zh: '从快照恢复（先停服务）', en: 'restores a snapshot (stop the server first)' }],
  ['mcp', { zh: '在标准输入输出上提供 MCP 工具', en: 'serves every operation as an MCP tool on stdio' }],
  ['STEP VERB …', { zh: '任何一个操作，见下', en: 'any operation, listed below' }],
]

const startFlags: [string, Words][] = [
  ['--empty', { zh: '不装示例数据', en: 'without demo data' }],
  ['--port N', { zh: '端口，默认 7300', en: 'port, 7300 by default' }],
  ['--host ADDRESS', { zh: '监听地址，默认只对本机', en: 'address to listen on; this machine only by default' }],
  ['--no-open', { zh: '不自动打开浏览器', en: 'does not open a browser' }],
]

const flags: [string, Words][] = [
  ['--data DIR', { zh: '数据目录，默认项目里的 data', en: "data folder; the project's data by default" }],
  ['--lang zh|en', { zh: '语言', en: 'language' }],
  ['--json', { zh: '输出 JSON', en: 'prints JSON' }],
  ['--help', { zh: '说明；也可 STEP VERB --help', en: 'help; also STEP VERB --help' }],
]

const environment: [string, Words][] = [
  ['QUANLIAN_DATA', { zh: '数据目录', en: 'data folder' }],
  ['QUANLIAN_LANG', { zh: '语言', en: 'language' }],
  ['DATABASE_URL', { zh: '用 PostgreSQL 15–18 代替试用库', en: 'PostgreSQL 15–18 instead of the trial database' }],
  [
    'QUANLIAN_URL',
    { zh: '对外网址（https 时启用 HSTS 与 Secure）', en: 'public address (https turns on HSTS and Secure)' },
  ],
  ['QUANLIAN_DEBUG', { zh: '设为 1：内部错误时打印细节', en: '1 prints the details of an internal error' }],
  [
    'QUANLIAN_TRUST_PROXY',
    { zh: '设为 1：客户端地址取自 X-Forwarded-For', en: '1 takes the client address from X-Forwarded-For' },
  ],
]

/** The text of `--help`, made from the operations. */
export const helpText = (operations: readonly Operation[], lang: Lang, version: string): string => {
  const say = (words: Words): string => inLang(words, lang)
  const table = (rows: [string, Words][]): string => columns(rows.map(([name, words]) => [`  ${name}`, say(words)]))
  return [
    `全链 Quanlian ${version}`,
    `${say({ zh: '用法', en: 'Usage' })}: ./quanlian COMMAND [--flag value …]`,
    table(commands),
    `start\n${table(startFlags)}`,
    `${say({ zh: '通用选项', en: 'Everywhere' })}\n${table(flags)}`,
    `${say({ zh: '操作', en: 'Operations' })}\n${columns(
      operations.map((operation) => [
        `  ${operation.name.replace('.', ' ')}${(operation.positional ?? []).map((name) => ` ${name.toUpperCase()}`).join('')}`,
        say(operation.title),
        say(operation.kind === 'read' ? { zh: '读', en: 'read' } : { zh: '写', en: 'write' }),
      ]),
    )}`,
    `${say({ zh: '环境变量', en: 'Environment' })}\n${table(environment)}`,
    `${say({ zh: '退出码', en: 'Exit codes' })}\n${columns(exitWords.map(([code, words]) => [`  ${code}`, say(words)]))}`,
  ].join('\n\n')
}

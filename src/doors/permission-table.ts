import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Operation } from '../access/operation.ts'
import { type Role, roleNames, roles } from '../access/roles.ts'
import { projectFolder } from './place.ts'

export const permissionFile = join(projectFolder, 'docs', 'guide', 'permissions.md')

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role))

/** The permission table of the guide as Markdown, made from the operations: one row an operation, one column a role. */
export const permissionTable = (operations: readonly Operation[]): string => {
  const open = operations.filter(({ who }) => sameRoles(who, roles)).map(({ name }) => `\`${name}\``)
  return `# 权限表 · Permissions

<!-- Made from the operations by \`npm run docs\`; a test fails when it is old. -->

每个操作声明由哪些角色使用，命令行、HTTP 和 MCP 都按此检查；数据库的行级安全把各工作区隔开。
县区园区和企业的授权带范围，但目前还没有操作按范围收窄行：有权的操作看到整个工作区。

Every operation declares the roles it serves; the command line, HTTP and MCP check it alike, and row-level security in the
database keeps workspaces apart. Grants of counties and enterprises carry a scope, but no operation narrows its rows by it
yet: an operation they may use shows the whole workspace.

${row(['操作 Operation', '读写 Kind', ...roles.map((role) => `${roleNames[role].zh}<br>${roleNames[role].en}`)])}
${row(['---', '---', ...roles.map(() => ':-:')])}
${operations
  .map((operation) =>
    row([
      `\`${operation.name}\`<br>${operation.title.zh}<br>${operation.title.en}`,
      operation.kind === 'read' ? '读 read' : '写 write',
      ...roles.map((role) => (operation.who.includes(role) ? '●' : '')),
    ]),
  )
  .join('\n')}

${open.length > 0 ? `对所有角色开放 · Open to every role: ${open.join(', ')}.\n` : ''}`
}

// `npm run docs` writes the file.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { operations } = await import('./registry.ts')
  writeFileSync(permissionFile, permissionTable(operations))
}

import type { Operation } from '../../access/operation.ts'
import { roleNames } from '../../access/roles.ts'
import { inLang, type Lang, type Words } from '../../base/lang.ts'
import { fieldsOf } from '../fields.ts'
import { answersWithFile } from '../schemas.ts'
import { columns } from './columns.ts'
import { flagOf } from './operate.ts'

/** The text of `STEP VERB --help`: what it does, its flags with type and default, who may use it. */
export const operationHelp = (operation: Operation, lang: Lang): string => {
  const say = (words: Words): string => inLang(words, lang)
  const words = (operation.positional ?? []).map((name) => ` ${name.toUpperCase()}`).join('')
  const rows = fieldsOf(operation)
    .filter((field) => field.kind !== 'bytes')
    .map((field) => [
      `  --${flagOf(field.name)}`,
      field.choices.length > 0 ? field.choices.join('|') : field.kind,
      [
        field.required ? say({ zh: '必填', en: 'required' }) : '',
        field.many ? say({ zh: '可重复', en: 'may repeat' }) : '',
        field.otherwise === undefined ? '' : `= ${JSON.stringify(field.otherwise)}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    ])
  if (operation.upload)
    rows.push([
      '  --file',
      'path',
      say({ zh: '要上传的文件；- 为标准输入', en: 'the file to send; - is standard input' }),
    ])
  if (answersWithFile(operation))
    rows.push(['  --out', 'path', say({ zh: '写到哪个文件', en: 'where to write the file' })])
  return [
    `./quanlian ${operation.name.replace('.', ' ')}${words}`,
    `${say(operation.title)}: ${say(operation.summary)}`,
    ...(rows.length > 0 ? [columns(rows)] : []),
    `${say({ zh: '可用角色', en: 'Roles' })}: ${operation.who.map((role) => say(roleNames[role])).join(' · ')}`,
  ].join('\n\n')
}

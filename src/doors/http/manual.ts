import type { Operation } from '../../access/operation.ts'
import { roleNames } from '../../access/roles.ts'
import { inLang, type Lang, type Words } from '../../base/lang.ts'
import { type Field, fieldsOf } from '../fields.ts'
import { answersWithFile } from '../schemas.ts'
import { escapeHtml } from './plain-pages.ts'

const words = {
  title: { zh: '接口说明', en: 'API' },
  lead: {
    zh: '每个操作一个地址。写操作用 POST 发送 JSON；读操作也可以用 GET 加查询参数。回答是 { "output": … }，拒绝是 { "error": { code, message, place } }。',
    en: 'One address for each operation. Writes take JSON by POST; reads answer GET with query parameters as well. An answer is { "output": … }, a refusal { "error": { code, message, place } }.',
  },
  csrf: {
    zh: 'POST 请求要在 x-quanlian-csrf 头里带上 Cookie quanlian_csrf 的值；语言用 x-quanlian-lang 头选择：zh-CN 或 en。',
    en: 'A POST echoes the cookie quanlian_csrf in the header x-quanlian-csrf; the header x-quanlian-lang picks the language: zh-CN or en.',
  },
  machine: { zh: '机器可读：', en: 'For machines: ' },
  read: { zh: '读', en: 'read' },
  write: { zh: '写', en: 'write' },
  who: { zh: '可用角色', en: 'Roles' },
  field: { zh: '字段', en: 'Field' },
  type: { zh: '类型', en: 'Type' },
  need: { zh: '必填', en: 'Required' },
  yes: { zh: '是', en: 'yes' },
  none: { zh: '无输入字段。', en: 'No input fields.' },
  file: { zh: '回答是一个文件下载。', en: 'Answers with a file to download.' },
  upload: {
    zh: '字段 {} 可作为原始内容发送：content-type: application/octet-stream，其余字段放在查询参数里。',
    en: 'The field {} may be the raw body: content-type: application/octet-stream, the other fields in the query.',
  },
} satisfies Record<string, Words>

const typeText = (field: Field): string => {
  const one = field.choices.length > 0 ? field.choices.join(' | ') : field.kind === 'bytes' ? 'base64' : field.kind
  return `${field.many ? `[${one}]` : one}${field.nullable ? ' | null' : ''}${field.otherwise === undefined ? '' : ` = ${JSON.stringify(field.otherwise)}`}`
}

const section = (operation: Operation, say: (words: Words) => string): string => {
  const fields = fieldsOf(operation)
  const rows = fields
    .map(
      (field) =>
        `<tr><th scope="row"><code>${escapeHtml(field.name)}</code></th><td>${escapeHtml(typeText(field))}</td><td>${field.required ? say(words.yes) : ''}</td></tr>`,
    )
    .join('')
  return `<section id="${operation.name}">
<h2><code>${operation.name}</code> ${escapeHtml(say(operation.title))} <small>${say(words[operation.kind])}</small></h2>
<p>${escapeHtml(say(operation.summary))}</p>
<p>${say(words.who)}: ${operation.who.map((role) => escapeHtml(say(roleNames[role]))).join(' · ')}</p>
${
  fields.length === 0
    ? `<p>${say(words.none)}</p>`
    : `<table><thead><tr><th scope="col">${say(words.field)}</th><th scope="col">${say(words.type)}</th><th scope="col">${say(words.need)}</th></tr></thead><tbody>${rows}</tbody></table>`
}
${operation.upload ? `<p>${say(words.upload).replace('{}', `<code>${operation.upload}</code>`)}</p>` : ''}
${answersWithFile(operation) ? `<p>${say(words.file)}</p>` : ''}
</section>`
}

/** The description of the API for people: one page, made from the operations, nothing from elsewhere. */
export const manualPage = (operations: readonly Operation[], lang: Lang, nonce: string, version: string): string => {
  const say = (text: Words): string => inLang(text, lang)
  const other = lang === 'en' ? { lang: 'zh-CN', name: '中文' } : { lang: 'en', name: 'English' }
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(words.title)} · 全链 Quanlian ${escapeHtml(version)}</title>
<style nonce="${nonce}">
body { margin: 0 auto; max-width: 56rem; padding: 2rem 1.25rem 6rem; font: 1rem/1.65 system-ui, "Noto Sans SC", sans-serif; color: #1f2328; }
nav ul { columns: 16rem; padding-left: 1.1rem; }
section { border-top: 1px solid #d0d7de; margin-top: 2rem; }
h2 { font-size: 1.1rem; } small { color: #57606a; font-weight: normal; }
table { border-collapse: collapse; } th, td { border: 1px solid #d0d7de; padding: 0.3rem 0.6rem; text-align: left; font-weight: normal; vertical-align: top; overflow-wrap: anywhere; }
code { background: #f1f3f5; padding: 0.1em 0.3em; border-radius: 3px; }
</style>
</head>
<body>
<header><h1>全链 Quanlian · ${say(words.title)}</h1><p><a href="/api?lang=${other.lang}" hreflang="${other.lang}">${other.name}</a></p>
<p>${escapeHtml(say(words.lead))}</p><p>${escapeHtml(say(words.csrf))}</p>
<p>${say(words.machine)}<a href="/api/openapi.json">OpenAPI 3.1</a></p></header>
<nav aria-label="${say(words.title)}"><ul>${operations.map((operation) => `<li><a href="#${operation.name}">${operation.name}</a> ${escapeHtml(say(operation.title))}</li>`).join('')}</ul></nav>
<main>${operations.map((operation) => section(operation, say)).join('\n')}</main>
</body>
</html>
`
}

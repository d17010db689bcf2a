import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { fillIn } from './say.ts'
import { zh } from './zh.ts'

const web = fileURLToPath(new URL('..', import.meta.url))
const han = /\p{Script=Han}/u
const letters = /\p{L}{2,}/u

const files = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^(dist|words)\//.test(name) && !/\.(test|d)\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(web, name), 'utf8') }))
const wordFiles = (lang: string) =>
  readdirSync(join(web, 'words', lang)).map((name) => readFileSync(join(web, 'words', lang, name), 'utf8'))

const keys = Object.keys(zh) as (keyof typeof zh)[]
const places = (sentence: string) => [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()

describe('words', () => {
  it('finds files and words to look at', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(keys.length).toBeGreaterThan(100)
  })

  it('have every key in both languages, none empty, with the same places to fill', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
    const wrong = keys.filter(
      (key) => zh[key].trim() === '' || en[key].trim() === '' || `${places(zh[key])}` !== `${places(en[key])}`,
    )
    expect(wrong).toEqual([])
  })

  it('are declared once: no file overrides the word of another', () => {
    for (const lang of ['zh', 'en']) {
      const declared = wordFiles(lang).flatMap((text) =>
        [...text.matchAll(/^ {2}'([^']+)':/gm)].map((match) => match[1]),
      )
      expect(declared.length).toBe(new Set(declared).size)
      expect(declared.sort()).toEqual([...keys].sort())
    }
  })

  it('are all used: as a literal, or by the literal start of a template', () => {
    const all = files.map((file) => file.text).join('\n')
    const starts = [...all.matchAll(/`([a-zA-Z]+\.[a-zA-Z.]*?)\$\{/g)].map((match) => match[1]!)
    const unused = keys.filter((key) => !all.includes(`'${key}'`) && !starts.some((start) => key.startsWith(start)))
    expect(unused).toEqual([])
  })

  it('fill places and choose between one and many', () => {
    expect(fillIn('{count} {count|row|rows} of {what}', { count: 1, what: 'x' })).toBe('1 row of x')
    expect(fillIn('{count} {count|row|rows}', { count: 0 })).toBe('0 rows')
    expect(fillIn('{missing}', {})).toBe('{missing}')
  })
})

type Node = { type: string; start: number; [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Attributes a person reads or hears. */
const spoken =
  /^(title|alt|label|placeholder|aria-label|aria-description|aria-roledescription|aria-valuetext|caption|says|lead|empty|description|okText|cancelText|emptyText|tooltip)$/

/** Texts written into markup instead of words/: JSX text, spoken attributes, string children; and Chinese anywhere in code. */
const bareTexts = (name: string, source: string): string[] => {
  const parsed = parseSync(name, source, { lang: name.endsWith('x') ? 'tsx' : 'ts' })
  const found: string[] = []
  const say = (node: Node, text: string) =>
    found.push(`${name}:${source.slice(0, node.start).split('\n').length} ${text.trim()}`)
  const literal = (node: unknown): string | null => {
    if (!isNode(node)) return null
    if (node.type === 'JSXExpressionContainer') return literal(node.expression)
    if (node.type === 'Literal' && typeof node.value === 'string') return node.value
    if (node.type === 'ConditionalExpression') return literal(node.consequent) ?? literal(node.alternate)
    if (node.type === 'LogicalExpression') return literal(node.right)
    if (node.type === 'TemplateLiteral')
      return (node.quasis as { value: { raw: string } }[]).map((quasi) => quasi.value.raw).join(' ')
    return null
  }
  // Key names and product codes are the same in every language.
  const neutral = /^(Ctrl|Esc|Enter|K|https?:\/\/|\s|[+/·⌘])*$/
  const bare = (text: string | null): text is string => text !== null && letters.test(text) && !neutral.test(text)
  const visit = (node: unknown, parent: Node | null): void => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each, parent)
      return
    }
    if (!isNode(node)) return
    if (node.type === 'JSXText' && bare(String(node.value))) say(node, String(node.value))
    if (node.type === 'JSXExpressionContainer' && (parent?.type === 'JSXElement' || parent?.type === 'JSXFragment')) {
      const text = literal(node)
      if (bare(text)) say(node, text)
    }
    if (node.type === 'JSXAttribute') {
      const attribute = (node.name as { name?: unknown }).name
      const text = literal(node.value)
      if (typeof attribute === 'string' && spoken.test(attribute) && bare(text)) say(node, `${attribute}=${text}`)
    }
    // Unit codes ({个}) and the scale characters a typed number may carry are data; a { zh, en } pair is already both languages.
    if (node.type === 'Literal' && typeof node.value === 'string' && han.test(node.value)) {
      const pair = parent?.type === 'Property' && (parent.key as { name?: string }).name === 'zh'
      if (!pair && !/^(\{.+\}|[万亿]+)$/.test(node.value)) say(node, node.value)
    }
    if (node.type === 'TemplateElement' && han.test(JSON.stringify(node.value))) say(node, JSON.stringify(node.value))
    for (const [key, value] of Object.entries(node)) if (key !== 'parent') visit(value, node)
  }
  visit(parsed.program as unknown as Node, null)
  return found
}

describe('components', () => {
  it('hold no bare text: every string a person sees is a word', () => {
    expect(files.flatMap((file) => bareTexts(file.name, file.text))).toEqual([])
  })

  it('would be caught with bare text', () => {
    const source = `const A = () => <p title="Hello there">你好 {'World wide'} {x ? 'One thing' : null}<b aria-label={\`of \${n} rows\`}>ok {t('a.b')}</b></p>`
    expect(bareTexts('a.tsx', source).length).toBe(6)
    expect(bareTexts('a.tsx', `const A = () => <p className="a-b" id="main">{t('shell.name')}</p>`)).toEqual([])
  })
})

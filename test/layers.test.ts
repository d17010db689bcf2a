import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))
const flow = ['base', 'store', 'access', 'sources', 'facts', 'chain', 'plan', 'work', 'report', 'doors']

interface Arrow {
  from: string
  to: string
}

const importIn =
  /(?:^|[\s;}])(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+\.ts)['"]/gm

/** Relative imports of a source text, as paths; comments may name files, code only counts. */
const importsOf = (text: string): string[] => {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  return [...code.matchAll(importIn)]
    .map((match) => match[1] ?? match[2] ?? match[3]!)
    .filter((path) => path.startsWith('.'))
}

const files = (readdirSync(src, { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name))
const arrows: Arrow[] = files.flatMap((name) =>
  importsOf(readFileSync(join(src, name), 'utf8')).map((path) => ({
    from: name.split(sep).join('/'),
    to: relative(src, resolve(dirname(join(src, name)), path))
      .split(sep)
      .join('/'),
  })),
)

const isTest = (path: string): boolean => /\.test\.ts$|\.sample\.ts$/.test(path)
const step = (path: string): string => path.split('/', 1)[0]!

/** Why an arrow is not allowed, or null. */
const fault = ({ from, to }: Arrow): string | null => {
  const [a, b] = [step(from), step(to)]
  if (to.startsWith('../')) return isTest(from) ? null : 'product code imports from outside src'
  if (a === b && a !== 'engines') return null
  if (a === 'engines') {
    if (b === 'base') return null
    if (b !== 'engines') return 'an engine imports only base'
    return from.split('/')[1] === to.split('/')[1] ? null : 'an engine imports another engine'
  }
  if (b === 'engines') return a === 'base' ? 'base imports an engine' : null
  const [i, j] = [flow.indexOf(a), flow.indexOf(b)]
  if (i < 0 || j < 0) return `unknown folder ${i < 0 ? a : b}`
  return j <= i ? null : 'the arrow points back'
}

describe('imports follow the flow', () => {
  it('finds the files and imports it judges', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(arrows.length).toBeGreaterThan(100)
    for (const folder of [...flow, 'engines'])
      expect(
        files.some((name) => step(name.split(sep).join('/')) === folder),
        folder,
      ).toBe(true)
  })

  it('has no arrow that points back', () => {
    const faults = arrows.flatMap((arrow) => {
      const why = fault(arrow)
      return why === null ? [] : [`${arrow.from} → ${arrow.to}: ${why}`]
    })
    expect(faults).toEqual([])
  })

  it('product code imports no test', () => {
    expect(arrows.filter(({ from, to }) => !isTest(from) && isTest(to))).toEqual([])
  })

  it('would see what it forbids', () => {
    expect(fault({ from: 'base/a.ts', to: 'store/b.ts' })).not.toBeNull()
    expect(fault({ from: 'facts/a.ts', to: 'doors/registry.ts' })).not.toBeNull()
    expect(fault({ from: 'engines/reading/a.ts', to: 'store/b.ts' })).not.toBeNull()
    expect(fault({ from: 'engines/reading/a.ts', to: 'engines/balance/b.ts' })).not.toBeNull()
    expect(fault({ from: 'report/a.ts', to: 'facts/b.ts' })).toBeNull()
    expect(
      importsOf(
        `import a from './a.ts'\nexport * from "../b.ts"\nawait import('./c.ts')\nimport './d.ts'\n// from './no.ts'`,
      ),
    ).toEqual(['./a.ts', '../b.ts', './c.ts', './d.ts'])
    expect(importsOf(`import {\n  a,\n  type B,\n} from './many.ts'`)).toEqual(['./many.ts'])
  })

  it('engines touch no file, network, database or clock', () => {
    const engine = files.filter((name) => step(name.split(sep).join('/')) === 'engines' && !isTest(name))
    expect(engine.length).toBeGreaterThan(5)
    const impure = engine.filter((name) => {
      const code = readFileSync(join(src, name), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|\s)\/\/.*$/gm, '$1')
      return /from 'node:(?:fs|net|http|https|child_process|worker_threads|dns)|\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bMath\.random\(|from 'kysely'/.test(
        code,
      )
    })
    expect(impure).toEqual([])
  })
})

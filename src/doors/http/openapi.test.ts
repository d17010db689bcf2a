import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import type { Operation } from '../../access/operation.ts'
import { operations } from '../registry.ts'
import { manualPage } from './manual.ts'
import { openApi } from './openapi.ts'

const list: readonly Operation[] = operations
type Json = Record<string, unknown>
const document = openApi(list, 'en', '1.2.3')
// As a client receives it.
const received = JSON.parse(JSON.stringify(document)) as Json & typeof document

const walk = (value: unknown, visit: (object: Json) => void): void => {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Json)
    for (const one of Object.values(value)) walk(one, visit)
  }
}

const resolve = (reference: string): unknown => {
  let at: unknown = received
  for (const part of reference.replace(/^#\//, '').split('/'))
    at = (at as Json | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
  return at
}

describe('the OpenAPI document', () => {
  it('is 3.1 with the parts the standard demands', () => {
    expect(received.openapi).toBe('3.1.0')
    expect(received.info).toMatchObject({ title: expect.any(String), version: '1.2.3' })
    expect(Object.keys(received.paths).length).toBe(list.length)
    for (const name of Object.keys(received.components.schemas)) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/)
  })

  it('describes every operation once, each method with its own id and answers', () => {
    const ids = new Set<string>()
    for (const operation of list) {
      const path = received.paths[`/api/${operation.name}`] as Record<string, Json>
      expect(Object.keys(path).sort(), operation.name).toEqual(operation.kind === 'read' ? ['get', 'post'] : ['post'])
      for (const method of Object.values(path)) {
        ids.add(method['operationId'] as string)
        expect(Object.keys(method['responses'] as Json)).toEqual(expect.arrayContaining(['200', '400', '401', '403']))
        const parameters = method['parameters'] as { name: string; in: string; schema: unknown }[]
        expect(new Set(parameters.map((one) => `${one.in} ${one.name}`)).size).toBe(parameters.length)
        for (const one of parameters) expect(one.schema, one.name).toBeTypeOf('object')
      }
    }
    expect(ids.size).toBe(list.reduce((sum, { kind }) => sum + (kind === 'read' ? 2 : 1), 0))
  })

  it('has references that all lead somewhere, and at least the shared nouns', () => {
    const references = new Set<string>()
    walk(received, (object) => {
      if (typeof object['$ref'] === 'string') references.add(object['$ref'])
    })
    expect(references.size).toBeGreaterThan(20)
    expect(references).toContain('#/components/schemas/Figure')
    for (const reference of references) expect(resolve(reference), reference).toBeTypeOf('object')
  })

  it('holds schemas that a JSON Schema 2020-12 compiler accepts', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: true })
    addFormats.default(ajv as never)
    ajv.addSchema({ ...received, $id: 'quanlian:api' } as never)
    const names = Object.keys(received.components.schemas)
    expect(names.length).toBeGreaterThan(list.length)
    for (const name of names) {
      if (name === '__shared') continue
      const check = ajv.compile({ $ref: `quanlian:api#/components/schemas/${name}` })
      expect(check, name).toBeTypeOf('function')
    }
    const figure = ajv.compile({ $ref: 'quanlian:api#/components/schemas/Figure' })
    const good = {
      label: '产值',
      value: '78897000000',
      unit: 'CNY',
      bound: 'eq',
      modality: 'actual',
      period: { from: '2024-01-01', to: '2024-12-31', precision: 'year', inferred: false },
      asOf: '2025-01-20',
      evidence: { kind: 'formula', formula: 'a', inputs: [] },
    }
    expect(figure(good), JSON.stringify(figure.errors)).toBe(true)
    expect(figure({ ...good, bound: 'about' })).toBe(false)
    expect(figure({ ...good, evidence: { kind: 'formula', formula: 'a', inputs: [{ label: 'x' }] } })).toBe(false)
  })

  it('is complete in both languages', () => {
    const zh = openApi(list, 'zh-CN', '1')
    for (const operation of list) {
      const pick = (one: typeof document) => (one.paths[`/api/${operation.name}`]!.post as { summary: string }).summary
      expect(pick(document)).toBe(operation.title.en)
      expect(pick(zh as typeof document)).toBe(operation.title.zh)
    }
  })
})

describe('the page for people', () => {
  it.each(['zh-CN', 'en'] as const)('lists every operation in %s without script or foreign address', (lang) => {
    const page = manualPage(list, lang, 'nonce', '1')
    for (const { name } of list) expect(page).toContain(`id="${name}"`)
    expect(page).not.toMatch(/<script|https?:\/\/|style="| on\w+="/)
    if (lang === 'en') expect(page.replaceAll('全链', '').replace('>中文<', '')).not.toMatch(/[\u4e00-\u9fff]/)
  })
})

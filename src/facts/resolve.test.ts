import { describe, expect, test } from 'vitest'
import { stores } from '../../test/support/stores.ts'
import { factKey, recordMeasure, recordSubject } from './record.ts'
import { normalName, resolveMeasure, resolveSubject } from './resolve.ts'

const as = { workspaceId: 'w1', personId: 'p1', operation: 'test' }
const chenzhou = { place: '郴州市', placeCode: '431000' }
const linwu = { place: '临武县', placeCode: '431025' }
const yichun = { place: '宜春市', placeCode: '360900' }

test('names are compared without width, case, spaces and signs', () => {
  expect(normalName(' “锂电池”产业（ＬＦＰ）')).toBe('锂电池产业lfp')
  expect(normalName('Output  Value')).toBe(normalName('output value'))
  expect(normalName('——')).toBe('')
})

test('a goal is keyed by the end of its period, a result by both ends, an unregistered subject by its place', () => {
  const said = { subject: '锂电产业', measure: '产值', scope: null, to: '2027-12-31', ...chenzhou }
  const goal = { ...said, modality: 'target' as const }
  const result = { ...said, modality: 'actual' as const }
  expect(factKey({ ...goal, from: null }, 's', 'm')).toBe(factKey({ ...goal, from: '2027-01-01' }, 's', 'm'))
  expect(factKey({ ...result, from: null }, 's', 'm')).not.toBe(factKey({ ...result, from: '2027-01-01' }, 's', 'm'))
  expect(factKey({ ...goal, from: null }, 's', 'm')).not.toBe(factKey({ ...result, from: null }, 's', 'm'))
  expect(factKey({ ...goal, ...yichun, from: null }, null, 'm')).not.toBe(factKey({ ...goal, from: null }, null, 'm'))
  expect(factKey({ ...goal, ...yichun, from: null }, 's', 'm')).toBe(factKey({ ...goal, from: null }, 's', 'm'))
  expect(factKey({ ...goal, scope: '规上', from: null }, 's', 'm')).not.toBe(factKey({ ...goal, from: null }, 's', 'm'))
})

describe.each(stores)('resolving on $name', ({ open }) => {
  test('whole names and aliases are found, in their own place only, and nothing is guessed', async () => {
    const store = await open()
    await store.write(as, async (db) => {
      const subject = (key: string, zh: string, placeCode: string | null, aliases: string[]) =>
        recordSubject(db, { workspaceId: 'w1', key, zh, en: key, placeCode, aliases })
      await subject('cz', '郴州锂电新能源产业', '431000', ['锂电产业'])
      await subject('lw', '临武县锂电产业', '431025', ['锂电产业'])
      await subject('meeting', '产品合作对接会', null, [])
      await recordMeasure(db, { workspaceId: 'w1', key: 'a', zh: '产值', en: 'Output', aliases: ['规模'] })
      await recordMeasure(db, { workspaceId: 'w1', key: 'b', zh: '企业数', en: 'Enterprises', aliases: ['规模'] })
      // Installed again with one alias more, as a newer pack would.
      await recordMeasure(db, {
        workspaceId: 'w1',
        key: 'a',
        zh: '产值',
        en: 'Output value',
        aliases: ['规模', '总产值'],
      })
    })
    await store.read(as, async (db) => {
      const subjects = [
        ['郴州锂电新能源产业', chenzhou, 'cz'],
        ['“郴州”锂电新能源产业', null, 'cz'],
        ['锂电产业', chenzhou, 'cz'],
        ['锂电产业', linwu, 'lw'],
        ['全市锂电产业', chenzhou, 'cz'],
        ['临武锂电产业', linwu, 'lw'],
        ['锂电产业', yichun, null],
        ['宜春市锂电产业', yichun, null],
        ['锂电产业', null, null],
        ['郴州锂电', chenzhou, null],
        ['产品合作对接会', yichun, 'meeting'],
        ['……', chenzhou, null],
      ] as const
      for (const [text, place, key] of subjects) {
        expect([text, place?.place, await resolveSubject(db, text, place)]).toEqual([text, place?.place, key])
      }
      expect(await resolveMeasure(db, ' 总 产值')).toBe('a')
      expect(await resolveMeasure(db, 'OUTPUT VALUE')).toBe('a')
      expect(await resolveMeasure(db, '规模')).toBeNull()
      expect(await resolveMeasure(db, '产')).toBeNull()
    })
    const changes = await store.read(as, (db) =>
      db.selectFrom('history').select('action').where('table_name', '=', 'measure').execute(),
    )
    expect(changes.map((change) => change.action).sort()).toEqual(['insert', 'insert', 'update'])
  })
})

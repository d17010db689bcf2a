import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsRegion, findPlaces, fullNameOf, parentOf, regionOf, shortNameOf } from './region.ts'

const chenzhou = regionOf('431000')!
const named = (text: string, context = [] as Parameters<typeof findPlaces>[1]) =>
  findPlaces(text, context).map((p) => (p.kind === 'region' ? p.region.name : `${p.kind}:${p.name}`))

describe('regions of GB/T 2260', () => {
  test('are looked up by code with their parents', () => {
    const linwu = regionOf('431025')!
    expect(linwu).toEqual({ code: '431025', name: '临武县', level: 'county' })
    expect(parentOf(linwu)).toEqual(chenzhou)
    expect(parentOf(parentOf(chenzhou)!)).toBeNull()
    expect(fullNameOf(linwu)).toBe('湖南省郴州市临武县')
    expect(containsRegion(regionOf('430000')!, linwu)).toBe(true)
    expect(containsRegion(regionOf('430700')!, linwu)).toBe(false)
    expect(regionOf('999999')).toBeNull()
  })

  test('counties directly under a province have the province as parent', () => {
    expect(parentOf(regionOf('429004')!)?.name).toBe('湖北省')
  })

  test.each([
    ['431025', '临武'],
    ['433100', '湘西'],
    ['522300', '黔西南'],
    ['450000', '广西'],
    ['431129', '江华'],
    ['431124', ''],
  ])('short form of %s is %s', (code, short) => expect(shortNameOf(regionOf(code)!)).toBe(short))
})

describe('places in a text', () => {
  test('full and short names, longest first', () => {
    expect(named('18日在湖南省郴州市临武县举行')).toEqual(['湖南省', '郴州市', '临武县'])
    expect(named('贵州黔西南州')).toEqual(['贵州省', '黔西南布依族苗族自治州'])
    expect(named('湖南永州市道县')).toEqual(['湖南省', '永州市', '道县'])
  })

  test('a short county name needs support', () => {
    expect(named('在临武投资')).toEqual([])
    expect(named('在临武投资', chenzhou)).toEqual(['临武县'])
    expect(named('郴州所辖临武、桂阳、宜章、桂东、汝城等地')).toEqual([
      '郴州市',
      '临武县',
      '桂阳县',
      '宜章县',
      '桂东县',
      '汝城县',
    ])
    expect(named('北京朝阳')).toEqual(['北京市', '朝阳区'])
  })

  test('ordinary words and words across a name are left alone', () => {
    expect(named('战略性新兴产业、资源合作和创新和大方向')).toEqual([])
    expect(named('战略性新兴产业、资源合作', regionOf('450000'))).toEqual([])
    expect(named('广西资源县')).toEqual(['广西壮族自治区', '资源县'])
    expect(named('其中山东省')).toEqual(['山东省'])
    expect(named('湖南通过')).toEqual(['湖南省'])
    expect(named('宁德时代与阿里巴巴')).toEqual([])
    expect(named('老城区改造')).toEqual([])
  })

  test('an ambiguous name is decided by the context or not at all', () => {
    expect(findPlaces('鼓楼区')).toEqual([])
    expect(findPlaces('鼓楼区', regionOf('350100'))[0]?.region.code).toBe('350102')
    expect(findPlaces('吉林')[0]?.region.code).toBe('220000')
  })

  test('parks and clusters', () => {
    const [park] = findPlaces('总部迁入郴州高新区;')
    expect(park).toMatchObject({ kind: 'park', name: '郴州高新区', codes: [], region: { code: '431000' } })
    expect(findPlaces('做强长株潭核心引领区')[0]).toMatchObject({
      kind: 'cluster',
      codes: ['430100', '430200', '430300'],
    })
    expect(named('临武县锂电产业园')).toEqual(['park:临武县锂电产业园'])
  })

  test('for any text the mentions are inside, in order, apart, and quote the text', () => {
    const piece = fc.constantFrom(
      '郴州',
      '临武',
      '湖南省',
      '新和',
      '道县',
      '高新区',
      '、',
      '在',
      '中山',
      '东',
      '😀',
      'a',
      '长株潭',
      '市中区',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        let at = 0
        for (const p of findPlaces(text, chenzhou)) {
          expect(p.start).toBeGreaterThanOrEqual(at)
          expect(text.slice(p.start, p.end)).toBe(p.name)
          at = p.end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 300 },
    )
  })

  // Both sides read as much text, so that neither is too short for the processor clock (a side of 0 ms gave Infinity).
  test('a text takes at most half as long again as sixteen texts of its sixteenth', () => {
    const small = '湖南省郴州市临武县引进锂电新能源项目80余个,总投资超过1400亿元。'.repeat(600)
    const large = small.repeat(16)
    const time = (read: () => void) => {
      let best = Infinity
      for (let i = 0; i < 5; i++) {
        const t = process.cpuUsage().user
        read()
        best = Math.min(best, process.cpuUsage().user - t)
      }
      return best
    }
    const apart = () => {
      for (let i = 0; i < 16; i++) findPlaces(small)
    }
    apart()
    const piecewise = time(apart)
    expect(piecewise).toBeGreaterThan(0)
    expect(time(() => findPlaces(large)) / piecewise).toBeLessThan(1.5)
  })
})

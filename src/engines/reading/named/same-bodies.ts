import type { Region } from '../../../base/region.ts'
import { definedAt } from './brands.ts'
import { type Scene, startingIn } from './mentions.ts'

/** Short and long names of the departments of a government; they differ in words and are one body. */
const departmentForms: readonly (readonly string[])[] = [
  ['工业和信息化', '工信'],
  ['发展和改革', '发展改革', '发改'],
  ['经济和信息化', '经济信息化', '经信'],
  ['科学技术', '科技'],
  ['人力资源和社会保障', '人力资源社会保障', '人社'],
  ['住房和城乡建设', '住房城乡建设', '住建'],
  ['市场监督管理', '市场监管'],
  ['国有资产监督管理', '国资'],
  ['文化和旅游', '文化旅游', '文旅'],
  ['生态环境', '环保'],
  ['卫生健康', '卫健'],
  ['商务和投资促进', '商务投资促进'],
  ['地方金融监督管理', '金融监管'],
]
const longForm = new Map(departmentForms.flatMap(([long, ...rest]) => rest.map((form) => [form, long!] as const)))
const department = new RegExp(
  `^(.*?)([省市县区州])(${[...new Set(departmentForms.flat())].sort((a, b) => b.length - a.length).join('|')}|[一-鿿]{2,6})(局|厅|委员会|委|办公室|办)$`,
)

/** The town, and level with department (市|工业和信息化|局) as one key for all the ways it is written; null for other bodies. */
const partsOf = (name: string): { town: string; key: string } | null => {
  const match = department.exec(name)
  if (!match) return null
  const [, place, level, words, kind] = match
  if (/^(?:人民政府|政府)/.test(words!)) return null
  const own = longForm.get(words!) ?? words!
  return { town: place!.replace(/^.*[省州](?=.)/, ''), key: [level, own, kind!.replace('委员会', '委')].join('|') }
}

/** 鸿图公司 for 辽源鸿图锂电隔膜有限公司: a brand with 公司 alone, and the one full name that holds it at its head. */
const firmOf = (name: string, full: readonly { name: string; head: string }[]): string | null => {
  const brand = /^([一-鿿A-Za-z]{2,6})公司$/.exec(name)?.[1]
  if (!brand || /(?:有限|股份|责任|集团|分)$/.test(brand)) return null
  const owners = full.filter((one) => one.name.startsWith(brand) || one.head.startsWith(brand))
  return owners.length === 1 ? owners[0]!.name : null
}

interface Body {
  name: string
  town: string
}

/** Of one department in several writings, form → name; 市工信局 beside the bureaus of two towns is the one of the page's town, or neither. */
const sameDepartment = (group: readonly Body[], own: string): [form: string, name: string][] => {
  const towns = [...new Set(group.map((one) => one.town).filter((town) => town !== ''))]
  const meant = towns.length === 1 ? towns[0]! : towns.includes(own) ? own : ''
  return (towns.length === 0 ? [''] : towns).flatMap((town) => {
    const [first, ...rest] = group
      .filter((one) => one.town === town || (one.town === '' && town === meant))
      .sort((a, b) => Number(b.town !== '') - Number(a.town !== '') || b.name.length - a.name.length)
    return rest.map(({ name }): [string, string] => [name, first!.name])
  })
}

/**
 * Other ways the page writes the same body, form → name: 市工信局 and 郴州市工业和信息化局 are one, 鸿图公司 is the company whose full
 * name it shortens. The name with its place stays, else the longer.
 */
export const sameBodies = (scenes: readonly Scene[], region: Region | null): Map<string, string> => {
  const departments = new Map<string, Body[]>()
  const full = new Map<string, string>()
  const brief = new Set<string>()
  const defined = new Map<string, string>()
  for (const { organisations, places, text } of scenes)
    for (const { name, type, start, end } of organisations) {
      const form = definedAt(text, end)
      if (form !== null && form !== name) defined.set(form, name)
      if (type === 'government') {
        const parts = partsOf(name)
        const group = parts && (departments.get(parts.key) ?? [])
        if (!group || group.some((one) => one.name === name)) continue
        group.push({ name, town: parts.town })
        departments.set(parts.key, group)
      } else if (type === 'company') {
        const place = startingIn(places, start)
        if (!/有限(?:责任)?公司$/.test(name)) brief.add(name)
        else if (full.size < 400) full.set(name, place ? name.slice(place.end - start) : name)
      }
    }
  const same = new Map<string, string>()
  for (const group of departments.values())
    for (const [form, name] of sameDepartment(group, region?.name.slice(0, -1) ?? '')) same.set(form, name)
  for (const [form, name] of defined) if (brief.has(form)) same.set(form, name)
  const owners = [...full].map(([name, head]) => ({ name, head }))
  for (const name of brief) {
    const owner = firmOf(name, owners)
    if (owner) same.set(name, owner)
  }
  return same
}

import { findPlaces, fullNameOf } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import type { Passage } from '../passage.ts'
import { definedAt, findBrands } from './brands.ts'
import { checkCodes } from './codes.ts'
import { draftOf } from './draft.ts'
import { listClaims } from './lists.ts'
import { inside, type OrganisationMention, type Scene } from './mentions.ts'
import { apart, findOrganisations, shortForms } from './organisations.ts'
import { personClaims } from './persons.ts'
import { placeClaims, placesOf } from './places.ts'
import { policyClaims } from './policies.ts'
import { relationClaims } from './relations.ts'
import { sameBodies } from './same-bodies.ts'

/** Adds to each scene the short forms under which the page speaks of its companies. */
const addShortForms = (scenes: readonly Scene[], page: string): Map<string, string[]> => {
  const used = new Map<string, string[]>()
  const owner = new Map<string, string>()
  for (const scene of scenes)
    for (const { name, type } of scene.organisations) {
      if (used.has(name) || used.size > 400 || (type !== 'company' && type !== 'company_site')) continue
      used.set(name, [])
      for (const form of shortForms(name, findPlaces(name))) {
        // A form two companies share names neither.
        if (owner.has(form) && owner.get(form) !== name) owner.set(form, '')
        else if (page.includes(form)) owner.set(form, name)
      }
    }
  // A form the page itself defines wins over one that was only derived.
  for (const scene of scenes)
    for (const { name, end } of scene.organisations) {
      const form = definedAt(scene.text, end)
      if (form === null || form === '公司' || form === '本公司') continue
      if (!used.has(name)) used.set(name, [])
      owner.set(form, name)
    }
  const forms = [...owner]
    .filter(([form, name]) => name !== '' && !used.has(form))
    .sort((a, b) => b[0].length - a[0].length)
  for (const scene of scenes) {
    const extra: OrganisationMention[] = []
    for (const [form, name] of forms)
      for (let at = scene.text.indexOf(form); at >= 0; at = scene.text.indexOf(form, at + form.length)) {
        const end = at + form.length
        if (scene.organisations.some((o) => o.start < end && at < o.end && o.name !== form)) continue
        if (extra.some((o) => o.start < end && at < o.end)) continue
        extra.push({ start: at, end, name, type: 'company', confidence: 0.82, isShort: true })
        const list = used.get(name)!
        if (!list.includes(form)) list.push(form)
      }
    if (extra.length > 0) scene.organisations = apart([...scene.organisations, ...extra])
  }
  return used
}

/** Adds the firms that the page calls by brand alone, wherever they stand apart from a longer name. */
const addBrands = (scenes: readonly Scene[], taken: ReadonlySet<string>): void => {
  const brands = [...findBrands(scenes).values()]
    .filter(({ name }) => !taken.has(name))
    .sort((a, b) => b.name.length - a.name.length)
  if (brands.length === 0) return
  for (const scene of scenes) {
    const extra: OrganisationMention[] = []
    for (const { name, confidence } of brands)
      for (let at = scene.text.indexOf(name); at >= 0; at = scene.text.indexOf(name, at + name.length)) {
        const end = at + name.length
        // 公司 or a name in front goes on to the left: the longer one was found already or is another.
        if (scene.organisations.some((o) => o.start < end && at < o.end)) continue
        if (extra.some((o) => o.start < end && at < o.end)) continue
        if (/^(?:公司|集团)/.test(scene.text.slice(end, end + 2)) && !name.endsWith('集团')) {
          extra.push({
            start: at,
            end: end + 2,
            name: scene.text.slice(at, end + 2),
            type: 'company',
            confidence,
            isShort: false,
          })
          continue
        }
        extra.push({ start: at, end, name, type: 'company', confidence, isShort: false })
      }
    if (extra.length > 0) scene.organisations = apart([...scene.organisations, ...extra])
  }
}

const byEnding =
  /(?:公司|集团|院|所|室|中心|大学|学院|厅|局|部|委|办|组|部|会|府|园|园区|区|网|报|社|联盟|银行|基地|专班|政协)$/

const organisationClaims = (
  scenes: readonly Scene[],
  short: Map<string, string[]>,
  raw: string,
  facts: PageFacts,
): Draft[] => {
  const drafts: Draft[] = []
  const same = sameBodies(scenes, facts.context.region)
  for (const [form, name] of same) short.set(name, [...(short.get(name) ?? []), form])
  const seen = new Set<string>(same.keys())
  const add = (scene: Scene, o: OrganisationMention) => {
    if (seen.has(o.name)) return
    seen.add(o.name)
    const place =
      inside(scene.places, o.start, o.end).findLast((p) => p.kind !== 'cluster')?.region ??
      (o.type === 'government_group' || /^[市县省州区]/.test(o.name) ? facts.context.region : null)
    const forms = short.get(o.name) ?? []
    drafts.push(
      draftOf('organisation', raw, scene.passage.view, o.start, o.end, {
        subject: o.name,
        measure: o.type,
        items: forms.length > 0 ? forms : undefined,
        place: place ? fullNameOf(place) : null,
        placeCode: place?.code ?? null,
        confidence: o.confidence,
        reasons: [
          forms.length > 0 ? 'named.with-short-form' : byEnding.test(o.name) ? 'named.by-ending' : 'named.by-brand',
        ],
      }),
    )
  }
  // The full form makes the claim; a short form only where the full one is nowhere.
  for (const scene of scenes) for (const o of scene.organisations) if (!o.isShort) add(scene, o)
  return drafts
}

/**
 * Named things of a page: places, organisations with their short forms, persons with titles, policies and strategy codes,
 * lists against their count, relations and events. `meta` are the lines of source and author.
 */
export const readNamed = (
  passages: readonly Passage[],
  meta: readonly Passage[],
  raw: string,
  facts: PageFacts,
): Draft[] => {
  const places = placesOf(passages, facts)
  const scenes = passages.map((passage, i): Scene => {
    const { text } = passage.view
    return { passage, text, places: places[i]!, organisations: findOrganisations(text, places[i]!) }
  })
  const page = scenes.map((s) => s.text).join('\n')
  const short = addShortForms(scenes, page)
  const taken = new Set([...short].flatMap(([name, forms]) => [name, ...forms]))
  addBrands(scenes, taken)
  const persons = personClaims(scenes, meta, raw, facts)
  const policies = policyClaims(scenes, raw, facts)
  const drafts = [
    ...placeClaims(passages, places, raw, facts.context.region),
    ...organisationClaims(scenes, short, raw, facts),
    ...persons.drafts,
    ...policies.drafts,
    ...listClaims(scenes, raw, facts),
    ...relationClaims(scenes, persons.mentions, policies.mentions, raw, facts),
  ]
  checkCodes(drafts)
  return drafts
}

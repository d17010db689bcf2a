import { findPlaces, fullNameOf } from '../../../base/region.ts'
import type { Draft } from '../claims.ts'
import type { PageFacts } from '../context.ts'
import type { Passage } from '../passage.ts'
import { draftOf } from './draft.ts'
import { listClaims } from './lists.ts'
import type { OrganisationMention, Scene } from './mentions.ts'
import { apart, findOrganisations, shortForms } from './organisations.ts'
import { personClaims } from './persons.ts'
import { placeClaims, placesOf } from './places.ts'
import { policyClaims } from './policies.ts'
import { relationClaims } from './relations.ts'

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

const organisationClaims = (
  scenes: readonly Scene[],
  short: Map<string, string[]>,
  raw: string,
  facts: PageFacts,
): Draft[] => {
  const drafts: Draft[] = []
  const seen = new Set<string>()
  const add = (scene: Scene, o: OrganisationMention) => {
    if (seen.has(o.name)) return
    seen.add(o.name)
    const place =
      scene.places.filter((p) => p.start >= o.start && p.end <= o.end).at(-1)?.region ??
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
          forms.length > 0 ? 'named.with-short-form' : o.confidence < 0.75 ? 'named.by-brand' : 'named.by-ending',
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
  const persons = personClaims(scenes, meta, raw, facts)
  const policies = policyClaims(scenes, raw, facts)
  return [
    ...placeClaims(passages, places, raw),
    ...organisationClaims(scenes, short, raw, facts),
    ...persons.drafts,
    ...policies.drafts,
    ...listClaims(scenes, raw, facts),
    ...relationClaims(scenes, persons.mentions, policies.mentions, raw, facts),
  ]
}

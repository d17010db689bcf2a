import type { Read } from '../store/transaction.ts'

/** The form in which names are compared: NFKC, lower case, letters, digits and % only. */
export const normalName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]/gu, '')

export interface PlaceOfClaim {
  place: string | null
  placeCode: string | null
}

/** Words by which a page names the place it is about; they add nothing once the place itself is known. */
const ownPlaceWords = ['全市', '我市', '本市', '全县', '我县', '全区', '我区', '全省', '我省']

/** The forms to look up: the name itself, then without the place it begins with ("郴州市锂电产业" in a Chenzhou page is also "锂电产业"). */
const lookupForms = (text: string, place: PlaceOfClaim | null): { normal: string; needsPlace: boolean }[] => {
  const whole = normalName(text)
  const forms = [{ normal: whole, needsPlace: false }]
  const name = normalName(place?.place ?? '')
  const prefixes = [name, name.replace(/[省市县区]$/, ''), ...ownPlaceWords.map(normalName)]
  for (const prefix of prefixes) {
    if (prefix.length >= 2 && whole.startsWith(prefix) && whole.length > prefix.length) {
      forms.push({ normal: whole.slice(prefix.length), needsPlace: true })
    }
  }
  return forms.filter((form, i) => form.normal !== '' && forms.findIndex((f) => f.normal === form.normal) === i)
}

/**
 * The key of the registered subject that `text` names, or null. Names and aliases match as wholes after normalisation;
 * nothing is guessed. A subject of one place is not found in a claim about another place, and a name that several
 * subjects share is decided by the place or not at all.
 */
export const resolveSubject = async (
  db: Read,
  text: string,
  place: PlaceOfClaim | null = null,
): Promise<string | null> => {
  const forms = lookupForms(text, place)
  if (forms.length === 0) return null
  const rows = await db
    .selectFrom('subject_alias as a')
    .innerJoin('subject as s', (join) =>
      join.onRef('s.workspace_id', '=', 'a.workspace_id').onRef('s.key', '=', 'a.subject_key'),
    )
    .select(['a.normal', 's.key', 's.merged_into', 's.place_code'])
    .where(
      'a.normal',
      'in',
      forms.map((form) => form.normal),
    )
    .execute()
  const code = place?.placeCode ?? null
  for (const form of forms) {
    const keys = new Set(
      rows
        .filter((row) => row.normal === form.normal)
        .filter((row) => (form.needsPlace || code !== null ? row.place_code === null || row.place_code === code : true))
        .map((row) => row.merged_into ?? row.key),
    )
    if (keys.size === 1) return [...keys][0]!
  }
  return null
}

/** The key of the registered measure that `text` names, or null; whole names and aliases only, and none when two measures share the name. */
export const resolveMeasure = async (db: Read, text: string): Promise<string | null> => {
  const normal = normalName(text)
  if (normal === '') return null
  const rows = await db
    .selectFrom('measure_alias as a')
    .innerJoin('measure as m', (join) =>
      join.onRef('m.workspace_id', '=', 'a.workspace_id').onRef('m.key', '=', 'a.measure_key'),
    )
    .select(['m.key', 'm.merged_into'])
    .where('a.normal', '=', normal)
    .execute()
  const keys = new Set(rows.map((row) => row.merged_into ?? row.key))
  return keys.size === 1 ? [...keys][0]! : null
}

import { KnownError } from '../base/errors.ts'
import type { Caller, OperationCard } from './operation.ts'
import { type Role, roleNames } from './roles.ts'

/** True when one of the caller's grants carries a role the operation serves. */
export const may = (caller: Pick<Caller, 'grants'>, operation: Pick<OperationCard, 'who'>): boolean =>
  caller.grants.some(({ role }) => operation.who.includes(role))

/** The refusal of a caller whose roles the operation does not serve; it names the roles that may. */
export const notAllowed = (operation: Pick<OperationCard, 'title' | 'who'>): KnownError => {
  const zh = operation.who.map((role) => roleNames[role].zh).join('、')
  const en = operation.who.map((role) => roleNames[role].en.toLowerCase()).join(', ')
  return new KnownError(
    'not-allowed',
    {
      zh: `您的角色不能使用“${operation.title.zh}”；可以使用的角色：${zh}。如有需要，请联系系统管理员。`,
      en: `Your role may not use “${operation.title.en}”. Roles that may: ${en}. Ask the system administrator if you need it.`,
    },
    { status: 403, exit: 77 },
  )
}

/** The rows a caller reaches: the whole workspace, or the named places (GB/T 2260 codes) and enterprises only. */
export interface RowScope {
  whole: boolean
  places: readonly string[]
  enterprises: readonly string[]
}

/**
 * The rows the caller reaches through the roles the operation serves. A grant without scope reaches the workspace,
 * except an enterprise's, which without an enterprise reaches nothing.
 */
export const rowScope = (caller: Pick<Caller, 'grants'>, who?: readonly Role[]): RowScope => {
  const grants = caller.grants.filter(({ role }) => who === undefined || who.includes(role))
  const scopes = (role: Role): string[] =>
    grants.flatMap((grant) => (grant.role === role && grant.scope !== null ? [grant.scope] : []))
  return {
    whole: grants.some(({ role, scope }) => scope === null && role !== 'enterprise'),
    places: scopes('county'),
    enterprises: scopes('enterprise'),
  }
}

/** The leading digits a place's code shares with everything inside it: 431002 itself, 431000 → 4310, 430000 → 43. */
export const placePrefix = (code: string): string => code.replace(/(?:00){1,2}$/, '')

/** True when a row of this place and enterprise lies within the scope. */
export const reaches = (scope: RowScope, row: { placeCode?: string | null; enterpriseId?: string | null }): boolean =>
  scope.whole ||
  (row.placeCode != null && scope.places.some((place) => row.placeCode!.startsWith(placePrefix(place)))) ||
  (row.enterpriseId != null && scope.enterprises.includes(row.enterpriseId))

const longestLogged = 500

/**
 * An input as the audit log keeps it: fields named as unlogged, bytes and long texts are replaced by their size
 * (bytes, or UTF-16 units of a text), so that the log tells what was done without carrying it.
 */
export const loggedInput = (input: unknown, unlogged: readonly string[] = [], depth = 0): unknown => {
  if (input instanceof Uint8Array) return { size: input.byteLength }
  if (typeof input === 'string') return input.length > longestLogged ? { size: input.length } : input
  if (typeof input === 'bigint') return input.toString()
  if (typeof input !== 'object' || input === null) return input ?? null
  if (depth > 6) return { deep: true }
  if (Array.isArray(input)) {
    return input.length > 100 ? { items: input.length } : input.map((item) => loggedInput(item, [], depth + 1))
  }
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (!unlogged.includes(name)) return [name, loggedInput(value, [], depth + 1)]
      if (value instanceof Uint8Array) return [name, { size: value.byteLength }]
      return [name, { size: (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).length }]
    }),
  )
}

/**
 * One table of column types for both drivers. Every value travels as PostgreSQL's text form in either direction, so
 * that PGlite and node-postgres cannot disagree about what a column gives back.
 */
export type Parse = (text: string) => unknown

const safeInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a JavaScript number`)
  return value
}

/** '2026-11-23 18:10:07.5+00' → '2026-11-23T18:10:07.500Z'; microseconds stay when there are any. */
const instant = (text: string): string => {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(\+00(?::00)?)?$/.exec(text)
  if (!parts) return text
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0')}${parts[4] === undefined ? '' : 'Z'}`
}

const bytes = (text: string): Uint8Array => {
  if (!text.startsWith('\\x')) throw new RangeError('bytea came in an unknown form; bytea_output must be hex')
  const read = Buffer.from(text.slice(2), 'hex')
  return new Uint8Array(read.buffer, read.byteOffset, read.byteLength)
}

/** Reads PostgreSQL's array form, `{a,"b c",NULL,{…}}`, with one parser for the elements. */
export const parseArray = (text: string, parse: Parse): unknown[] => {
  let at = text.indexOf('{')
  const read = (): unknown[] => {
    const values: unknown[] = []
    at++
    while (text[at] !== '}') {
      if (text[at] === ',') {
        at++
      } else if (text[at] === '{') {
        values.push(read())
      } else if (text[at] === '"') {
        let value = ''
        for (at++; text[at] !== '"'; at++) {
          if (text[at] === '\\') at++
          value += text[at]
        }
        at++
        values.push(parse(value))
      } else {
        const from = at
        while (text[at] !== ',' && text[at] !== '}') at++
        const value = text.slice(from, at)
        values.push(value === 'NULL' ? null : parse(value))
      }
      if (at >= text.length) throw new RangeError('array text ends too early')
    }
    at++
    return values
  }
  return at < 0 ? [] : read()
}

const asText: Parse = (text) => text

/** type name, its oid, its array's oid, parser */
const table: readonly (readonly [name: string, oid: number, arrayOid: number, parse: Parse])[] = [
  ['bool', 16, 1000, (text) => text === 't' || text === 'true'],
  ['bytea', 17, 1001, bytes],
  ['int8', 20, 1016, safeInteger],
  ['int2', 21, 1005, Number],
  ['int4', 23, 1007, Number],
  ['text', 25, 1009, asText],
  ['oid', 26, 1028, Number],
  ['json', 114, 199, (text) => JSON.parse(text)],
  ['float4', 700, 1021, Number],
  ['float8', 701, 1022, Number],
  ['bpchar', 1042, 1014, asText],
  ['varchar', 1043, 1015, asText],
  ['date', 1082, 1182, asText],
  ['timestamp', 1114, 1115, instant],
  ['timestamptz', 1184, 1185, instant],
  ['numeric', 1700, 1231, asText],
  ['uuid', 2950, 2951, asText],
  ['jsonb', 3802, 3807, (text) => JSON.parse(text)],
  ['name', 19, 1003, asText],
]

const parsers = new Map<number, Parse>()
for (const [, oid, arrayOid, parse] of table) {
  parsers.set(oid, parse)
  parsers.set(arrayOid, (text) => parseArray(text, parse))
}

/** The types the table names; a test reads a value of every one of them on every database. */
export const knownTypes: readonly string[] = table.map(([name]) => name)

/** The parser of a column's type oid; a type the table does not name comes as PostgreSQL's own text. */
export const parserOf = (oid: number): Parse => parsers.get(oid) ?? asText

/** What every connection is set to, so that the text forms above are the ones that come. */
export const sessionSettings =
  "set timezone to 'UTC'; set datestyle to 'ISO, MDY'; set bytea_output to 'hex'; set intervalstyle to 'postgres'"

const arrayElement = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return arrayText(value)
  const text = parameterText(value) ?? ''
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

const arrayText = (values: readonly unknown[]): string => `{${values.map(arrayElement).join(',')}}`

/**
 * A parameter as the text PostgreSQL reads: an array becomes an SQL array, any other object JSON, bytes hex. A JSON
 * array or a JSON string must therefore be given through JSON.stringify.
 */
export const parameterText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      if (value instanceof Date) return value.toISOString()
      if (value instanceof Uint8Array)
        return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
      if (Array.isArray(value)) return arrayText(value)
      return JSON.stringify(value)
    default:
      throw new TypeError(`a ${typeof value} cannot be sent to the database`)
  }
}

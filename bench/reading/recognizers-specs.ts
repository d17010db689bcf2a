/**
 * Scores the number layer on the Chinese specs of microsoft/Recognizers-Text (MIT), which are not part of this repository:
 *
 *     git clone --depth 1 https://github.com/microsoft/Recognizers-Text && node bench/reading/recognizers-specs.ts Recognizers-Text/Specs [--verbose]
 *
 * A case is right when every expected result is found and nothing else: the same first and last unit, text, type, value and
 * unit. Cases marked NotSupported for their own runtimes are scored too, and counted apart. What differs from our own terms is
 * mapped here: their values stand in the written unit, their texts are lower case and of one width, and their `end` is the
 * last unit.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import {
  dimensions,
  money,
  numberRanges,
  numbers,
  percentages,
  type Recognised,
} from '../../src/engines/reading/recognise.ts'

interface Result {
  start: number
  end: number
  text: string
  typeName: string
  value: string | null
  unit?: string
  isoCurrency?: string
}

/** A number as .NET prints a double with 15 digits, which the specs were written with; whole numbers in full. */
const printed = (value: number, quote = ''): string => {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(value.toPrecision(15)))))
  if (Number.isSafeInteger(value) && (exponent < 15 || !/[e^]/.test(quote))) return String(value)
  const rounded = Number(value.toPrecision(15))
  if (exponent > -5 && exponent < 15) return String(rounded)
  const [mantissa, power] = rounded.toExponential().split('e') as [string, string]
  return `${mantissa}E${power[0]}${power.slice(1).padStart(2, '0')}`
}

/** Half width and lower case, as the specs give their texts. */
const flat = (text: string): string =>
  text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).toLowerCase()

const result = (
  input: string,
  one: { start: number; end: number },
  typeName: string,
  value: string | null,
): Result => ({
  start: one.start,
  end: one.end - 1,
  text: flat(input.slice(one.start, one.end)),
  typeName,
  value,
})

const unitNames: Record<string, string> = {
  亩: 'Mu',
  kg: 'Kilogram',
  cm: 'Centimeter',
  t: 'Ton',
  m: 'Meter',
  bit: 'Bit',
  斤: 'Jin',
  km: 'Kilometer',
  g: 'Gram',
  kbit: 'Kilobit',
  MB: 'Megabyte',
  kB: 'Kilobyte',
  MHz: 'Megahertz',
  Hz: 'Hertz',
  kW: 'Kilowatt',
  kcal: 'Kilocalorie',
  两: 'Liang',
  ug: 'Microgram',
}
const currencyNames: Record<string, string> = {
  CNY: 'Chinese yuan',
  EUR: 'Euro',
  USD: 'United States dollar',
  CHF: 'Swiss franc',
  HKD: 'Hong Kong dollar',
  TWD: 'New Taiwan dollar',
  JPY: 'Japanese yen',
  NGN: 'Nigerian naira',
  XBT: 'Bitcoin',
}

const amount = (value: number | null): string | null => (value === null ? null : printed(value))

const currency = (input: string, one: Recognised): Result => {
  const found = result(input, one, 'currency', amount(one.said.value))
  // A dollar sign alone names no country, and bitcoin has no code of ISO 4217.
  if (one.said.word === '$') return { ...found, unit: 'Dollar' }
  const named = { ...found, unit: currencyNames[one.said.sign] ?? one.said.sign }
  return one.unit === 'XBT' ? named : { ...named, isoCurrency: one.unit }
}

const end = (value: number): string => (Number.isFinite(value) ? printed(value) : '')

const ranges = (input: string, openEnd: boolean): Result[] =>
  numberRanges(input, { openEnd, strictAbove: true }).map((one) =>
    result(
      input,
      one,
      'numberrange',
      `${one.lowIncluded ? '[' : '('}${end(one.low)},${end(one.high)}${one.highIncluded ? ']' : ')'}`,
    ),
  )

/** The models by the name of their spec file. Experimental mode only closes the upper end. */
const models: Record<string, (input: string) => Result[]> = {
  NumberModel: (input) =>
    numbers(input).map((one) =>
      result(input, one, 'number', printed(one.value!, flat(input.slice(one.start, one.end)))),
    ),
  PercentModel: (input) => percentages(input).map((one) => result(input, one, 'percentage', `${amount(one.value)}%`)),
  CurrencyModel: (input) => money(input, { names: true }).map((one) => currency(input, one)),
  DimensionModel: (input) =>
    dimensions(input).map((one) => ({
      ...result(input, one, 'dimension', amount(one.said.value)),
      unit: unitNames[one.said.sign] ?? one.said.sign,
    })),
  NumberRangeModel: (input) => ranges(input, true),
  NumberRangeModelExperimentalMode: (input) => ranges(input, false),
}
const sums: [string, string[], number][] = [
  ['number, percent, currency, dimension', ['NumberModel', 'PercentModel', 'CurrencyModel', 'DimensionModel'], 0.97],
  ['number ranges', ['NumberRangeModel', 'NumberRangeModelExperimentalMode'], 80 / 99],
]

interface Case {
  Input: string
  NotSupported?: string
  Results: {
    Text: string
    TypeName: string
    Start?: number
    End?: number
    Resolution: { value: string | null; unit?: string; isoCurrency?: string }
  }[]
}

/** The specs' offsets count UTF-16 units, the last one included. */
const isRight = (expected: Case['Results'], given: Result[]): boolean =>
  expected.length === given.length &&
  expected.every(({ Text, TypeName, Start, End, Resolution }, i) => {
    const one = given[i]!
    return (
      one.typeName === TypeName &&
      one.text === flat(Text) &&
      (Start === undefined || one.start === Start) &&
      (End === undefined || one.end === End) &&
      one.value === Resolution.value &&
      one.unit === Resolution.unit &&
      one.isoCurrency === Resolution.isoCurrency
    )
  })

const specFiles = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return specFiles(path)
    return path.includes(`${sep}Chinese${sep}`) && name.endsWith('.json') ? [path] : []
  })

const folder = process.argv.slice(2).find((one) => !one.startsWith('--'))
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'usage: node bench/reading/recognizers-specs.ts SPECDIR [--verbose]   (SPECDIR holds Number/Chinese/*.json)',
  )
  process.exit(2)
}
const verbose = process.argv.includes('--verbose')
const tally = new Map<string, { right: number; cases: number; theirs: number; rightTheirs: number }>()
for (const path of specFiles(folder)) {
  const name = path.slice(path.lastIndexOf(sep) + 1, -'.json'.length)
  const model = models[name]
  if (!model) continue
  const cases = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Case[]
  const count = { right: 0, cases: cases.length, theirs: 0, rightTheirs: 0 }
  for (const { Input, Results, NotSupported } of cases) {
    const given = model(Input)
    const right = isRight(Results, given)
    if (right) count.right++
    if (!NotSupported?.includes('dotnet')) {
      count.theirs++
      if (right) count.rightTheirs++
    }
    if (!right && verbose) {
      console.log(`${name}${NotSupported ? ` (not supported by ${NotSupported})` : ''}: ${Input}`)
      const show = (list: (string | undefined | null)[][]): string =>
        list.map((one) => one.filter((part) => part !== undefined).join(' | ')).join('   ')
      console.log(
        `  expected ${show(Results.map((one) => [one.Text, `${one.Start}–${one.End}`, one.Resolution.value, one.Resolution.unit, one.Resolution.isoCurrency]))}`,
      )
      console.log(
        `  given    ${show(given.map((one) => [one.text, `${one.start}–${one.end}`, one.value, one.unit, one.isoCurrency]))}`,
      )
    }
  }
  tally.set(name, count)
}
if (tally.size === 0) {
  console.error(`no Chinese specs below ${folder}`)
  process.exit(2)
}
for (const [name, { right, cases, theirs, rightTheirs }] of tally)
  console.log(`${name}: ${right} of ${cases} (of the ${theirs} that their .NET runtime supports ${rightTheirs})`)
let failed = false
for (const [label, names, bar] of sums) {
  const parts = names.flatMap((name) => tally.get(name) ?? [])
  const right = parts.reduce((sum, one) => sum + one.right, 0)
  const cases = parts.reduce((sum, one) => sum + one.cases, 0)
  if (cases === 0) continue
  failed ||= right / cases < bar
  console.log(
    `${label}: ${right} of ${cases} = ${((100 * right) / cases).toFixed(1)} % (bar ${(100 * bar).toFixed(1)} %)`,
  )
}
process.exit(failed ? 1 : 0)

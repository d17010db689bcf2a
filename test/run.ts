// Runs everything that must pass and ends with one line: `N passed, N failed`, with `, N skipped` when any.
//   node test/run.ts          types, lint, build, and the tests
//   node test/run.ts --long   the tests that take longer (test/long)
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string): string => join(root, 'node_modules', '.bin', name)

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const step = (command: string, args: string[]): Promise<number> =>
  new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      console.error(error.message)
      done(127)
    })
    child.on('exit', (code, signal) => done(code ?? (signal ? 128 : 1)))
  })

const check = async (title: string, command: string, args: string[]): Promise<Counts> => {
  console.log(`— ${title}`)
  const started = performance.now()
  const code = await step(command, args)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${title} ${seconds} s`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

interface Report {
  numTotalTests: number
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** Vitest's own counts; a file that could not even be collected and an error outside every test count as failures too. */
const tests = async (config: string): Promise<Counts> => {
  console.log('— tests')
  const folder = mkdtempSync(join(tmpdir(), 'quanlian-report-'))
  const file = join(folder, 'report.json')
  try {
    const code = await step(bin('vitest'), [
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ])
    let report: Report
    try {
      report = JSON.parse(readFileSync(file, 'utf8')) as Report
    } catch {
      console.error('vitest left no report')
      return { passed: 0, failed: 1, skipped: 0 }
    }
    const broken = report.testResults.filter(
      (one) => one.status === 'failed' && !one.assertionResults.some(({ status }) => status === 'failed'),
    )
    for (const one of broken) console.error(`could not be run: ${one.name}`)
    for (const one of report.testResults)
      for (const { status, fullName } of one.assertionResults)
        if (status === 'skipped' || status === 'pending' || status === 'todo') console.log(`skipped: ${fullName}`)
    if (report.numTotalTests === 0) console.error('no test was found')
    const failed = report.numFailedTests + broken.length
    return {
      passed: report.numPassedTests,
      failed: failed > 0 ? failed : code !== 0 || report.numTotalTests === 0 ? 1 : 0,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const counts: Counts[] = process.argv.includes('--long')
  ? [await tests('vitest.long.config.ts')]
  : [
      await check('types', bin('tsc'), ['-p', 'tsconfig.json']),
      await check('lint', bin('biome'), ['check', '.']),
      await check('build', process.execPath, ['src/doors/web-app.ts']),
      await tests('vitest.config.ts'),
    ]
const sum = (part: keyof Counts): number => counts.reduce((total, one) => total + one[part], 0)
const skipped = sum('skipped')
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = sum('failed') > 0 ? 1 : 0

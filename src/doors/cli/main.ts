import { enableCompileCache } from 'node:module'

// The second and every later run starts from compiled code.
enableCompileCache()

const { run } = await import('./run.ts')
await run(process.argv.slice(2))

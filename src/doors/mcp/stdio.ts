import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { Clerk } from '../clerk.ts'
import type { Terminal } from '../cli/terminal.ts'
import { productVersion } from '../place.ts'
import { loggable } from '../problems.ts'
import { operations } from '../registry.ts'
import { createMcpServer } from './tools.ts'

/** `mcp`: speaks MCP on standard input and output until the client leaves or Ctrl-C; words for people go to stderr. */
export const serveStdio = async (open: () => Promise<Clerk>, terminal: Terminal): Promise<void> => {
  const clerk = await open()
  const server = createMcpServer({
    operations,
    call: (operation, input, lang, signal) => clerk.call(operation, input, { lang, signal }),
    lang: terminal.lang,
    version: productVersion(),
    onUnknown: (id, error) => terminal.err(`[${id}] ${JSON.stringify(loggable(error))}`),
  })
  const left = new Promise<void>((done) => {
    server.onclose = done
    process.stdin.once('end', done)
    process.stdin.once('close', done)
    terminal.signal.addEventListener('abort', () => done(), { once: true })
  })
  await server.connect(new StdioServerTransport())
  await left
  await server.close()
  await clerk.close()
}

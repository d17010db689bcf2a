import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot, startedFolder } from '../../../test/support/doors.ts'
import { operations } from '../registry.ts'
import { toolName } from './tools.ts'

// The real thing: a client that starts `./quanlian mcp` and speaks over its pipes.
describe('MCP on standard input and output', () => {
  let client: Client
  beforeAll(async () => {
    client = new Client({ name: 'test', version: '0' })
    const env = Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    )
    await client.connect(
      new StdioClientTransport({
        command: join(projectRoot, 'quanlian'),
        args: ['mcp', '--data', await startedFolder()],
        env: { ...env, QUANLIAN_LANG: 'en', DATABASE_URL: '' },
        stderr: 'ignore',
      }),
    )
  })
  afterAll(() => client.close())

  it('lists every operation as a tool with title, schema and read-only hint', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(operations.map(toolName))
    for (const operation of operations) {
      const tool = tools.find(({ name }) => name === toolName(operation))!
      expect(tool.title).toBe(operation.title.en)
      expect(tool.annotations?.readOnlyHint).toBe(operation.kind === 'read')
      expect(tool.inputSchema.type).toBe('object')
    }
    const add = tools.find(({ name }) => name === 'sources_add')!
    expect(add.inputSchema.properties!['bytes']).toMatchObject({ type: 'string', contentEncoding: 'base64' })
  })

  it('performs reads and writes, and says faults as errors with code and place', async () => {
    const text = (result: Awaited<ReturnType<Client['callTool']>>) => (result.content as { text: string }[])[0]!.text
    const added = await client.callTool({
      name: 'sources_add',
      arguments: { name: 'a.txt', bytes: Buffer.from('2024年郴州锂电新能源产值788.97亿元。').toString('base64') },
    })
    expect(added.isError).toBeFalsy()
    const { id } = JSON.parse(text(added)) as { id: string }
    const listed = await client.callTool({ name: 'sources_list', arguments: { search: 'a.txt' } })
    expect((listed.structuredContent as { documents: { id: string }[] }).documents.map((one) => one.id)).toContain(id)
    const wrong = await client.callTool({ name: 'sources_list', arguments: { limit: 'many' } })
    expect(wrong.isError).toBe(true)
    expect(JSON.parse(text(wrong))).toMatchObject({ error: { code: 'input-invalid', place: { field: 'limit' } } })
    const bad = await client.callTool({ name: 'sources_add', arguments: { name: 'b', bytes: '***' } })
    expect(JSON.parse(text(bad))).toMatchObject({ error: { code: 'bad-input', place: { field: 'bytes' } } })
    await expect(client.callTool({ name: 'nothing_here', arguments: {} })).rejects.toThrow('nothing_here')
  })

  it('gives the Word brief as an embedded file', async () => {
    const { content } = await client.callTool({ name: 'report_word', arguments: {} })
    const [item] = content as { type: string; resource: { mimeType: string; blob: string } }[]
    expect(item!.type).toBe('resource')
    expect(item!.resource.mimeType).toContain('wordprocessingml')
    expect(Buffer.from(item!.resource.blob, 'base64').subarray(0, 2).toString()).toBe('PK')
  })
})

import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { KnownError } from '../../base/errors.ts'
import { type Listening, listen } from './server.ts'

const running: Listening[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close(0)
})

const serve = async (fetch: (request: Request) => Response | Promise<Response>, port = 0): Promise<Listening> => {
  const server = await listen(fetch as never, { port, host: '127.0.0.1' })
  running.push(server)
  return server
}

describe('listening', () => {
  it('says which port is taken and how to choose another', async () => {
    const first = await serve(() => new Response('a'))
    const error = await serve(() => new Response('b'), first.port).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(KnownError)
    expect((error as KnownError).code).toBe('port-taken')
    expect((error as KnownError).exit).toBe(4)
    expect((error as KnownError).words.zh).toContain(`端口 ${first.port} 已被别的程序占用`)
    expect((error as KnownError).words.en).toContain(`--port ${first.port + 1}`)
  })

  it('says that an address is not of this machine', async () => {
    const error = await listen((() => new Response('')) as never, { port: 0, host: '203.0.113.1' }).catch(
      (one: unknown) => one,
    )
    expect((error as KnownError).code).toBe('port-refused')
  })

  it('closing lets a running request finish and takes no new one', async () => {
    let finish: () => void = () => {}
    let arrived: () => void = () => {}
    const inside = new Promise<void>((done) => {
      arrived = done
    })
    const server = await serve(async () => {
      arrived()
      await new Promise<void>((done) => {
        finish = done
      })
      return new Response('whole')
    })
    const answer = fetch(server.url)
    await inside
    const closed = server.close()
    await expect(fetch(server.url)).rejects.toThrow()
    finish()
    expect(await (await answer).text()).toBe('whole')
    await closed
  })

  it('closing does not wait for ever', async () => {
    const server = await serve(() => new Promise<Response>(() => {}))
    const answer = fetch(server.url).catch((error: unknown) => error)
    await new Promise((done) => setTimeout(done, 100))
    const started = performance.now()
    await server.close(200)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(await answer).toBeInstanceOf(Error)
  })

  it('answers Expect: 100-continue with 413 before a body of 200 MB is sent', async () => {
    const server = await serve(() => new Response('taken'))
    const { status, text, continued } = await new Promise<{ status: number; text: string; continued: boolean }>(
      (done, fail) => {
        let continued = false
        const call = request(`${server.url}/api/sources.add`, {
          method: 'POST',
          headers: { expect: '100-continue', 'content-length': 200 * 1024 * 1024, 'accept-language': 'en' },
        })
        call.on('continue', () => {
          continued = true
        })
        call.on('error', fail)
        call.on('response', (response) => {
          let text = ''
          response.on('data', (chunk) => {
            text += chunk
          })
          response.on('end', () => {
            done({ status: response.statusCode!, text, continued })
            call.destroy()
          })
        })
        call.flushHeaders()
      },
    )
    expect(status).toBe(413)
    expect(continued).toBe(false)
    expect(text).toContain('exceeds the limit of 20 MB')
  })

  it('a client that sends rubbish gets 400 and the server goes on', async () => {
    const server = await serve(() => new Response('fine'))
    const rubbish = await new Promise<string>((done) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write('\x00\x01 not http\r\n\r\n'))
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => done(text))
      socket.on('error', () => {})
    })
    expect(rubbish).toContain('400 Bad Request')
    expect(await (await fetch(server.url)).text()).toBe('fine')
  })
})

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
}
const typeOf = (path: string): string => types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
const worthPacking = /^(text|application\/(json|manifest))|svg/

const packers = {
  br: (bytes: Uint8Array) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
}

interface Asset {
  file: string
  type: string
  etag: string
  /** Vite puts a content hash into the names under assets/: such a file never changes. */
  immutable: boolean
}

/** The built web app in memory as a table of paths; texts are packed once, on first use. Empty while nothing is built. */
export const createAssets = (folder: string) => {
  let table = new Map<string, Asset>()
  let page = ''
  const packed = new Map<string, Promise<Uint8Array>>()

  const load = (): void => {
    packed.clear()
    table = new Map()
    page = ''
    let names: string[]
    try {
      names = readdirSync(folder, { recursive: true }) as string[]
    } catch {
      return
    }
    for (const name of names) {
      const file = join(folder, name)
      const stat = statSync(file)
      const path = `/${relative(folder, file).split(sep).join('/')}`
      if (!stat.isFile() || path.startsWith('/.')) continue
      if (path === '/index.html') page = readFileSync(file, 'utf8')
      else
        table.set(path, {
          file,
          type: typeOf(path),
          etag: `"${createHash('sha256').update(`${stat.size} ${stat.mtimeMs} ${path}`).digest('base64url').slice(0, 20)}"`,
          immutable: path.startsWith('/assets/'),
        })
    }
  }
  load()

  return {
    load,
    /** The app's one page with this answer's nonce, for its meta tag; null while nothing is built. */
    page(nonce: string): string | null {
      if (!page) return null
      const meta = `<meta name="csp-nonce" content="${nonce}" nonce="${nonce}">`
      const found = /<meta[^>]*name=["']?csp-nonce["']?[^>]*>/i
      return found.test(page) ? page.replace(found, meta) : page.replace(/<head[^>]*>/i, (head) => head + meta)
    },
    /** A file of the app, or null when there is none at this path. */
    async file(path: string, accept: string, knownTag: string | undefined): Promise<Response | null> {
      const asset = table.get(path)
      if (!asset) return null
      const headers: Record<string, string> = {
        'content-type': asset.type,
        etag: asset.etag,
        vary: 'accept-encoding',
        'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      }
      if (knownTag === asset.etag) return new Response(null, { status: 304, headers })
      const coding = worthPacking.test(asset.type)
        ? (['br', 'gzip'] as const).find((one) => accept.includes(one))
        : undefined
      if (!coding) return new Response(new Uint8Array(await readFile(asset.file)), { headers })
      const key = `${coding} ${path}`
      const bytes = packed.get(key) ?? readFile(asset.file).then(packers[coding])
      packed.set(key, bytes)
      return new Response(new Uint8Array(await bytes), { headers: { ...headers, 'content-encoding': coding } })
    },
  }
}
export type Assets = ReturnType<typeof createAssets>

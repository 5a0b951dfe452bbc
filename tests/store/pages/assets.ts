import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Answer, BadRequest, type Route } from '../http.ts'
import { drawPicture } from '../seed/picture.ts'

/** Scripts of the pages: the address they are served at, and where they start. */
const entries: Readonly<Record<string, string>> = {
  'app-bridge.js': 'client/bridge/index.ts',
  'admin-frame.js': 'client/frame/index.ts',
  'shell.js': 'client/shell.ts',
  'extension-elements.js': 'client/extension/elements.ts',
  'extension-host.js': 'client/extension/host.ts',
}

const bundles = new Map<string, Promise<string>>()

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  })
  return outputFiles.map((file) => file.text).join('\n')
}

/** A script, put together at its first use. @throws Error with esbuild's own words. */
function pageScript(name: string): Promise<string> {
  const entry = entries[name]
  if (entry === undefined) throw new BadRequest(`no script "${name}"`, 404)
  const made = bundles.get(name) ?? bundle(entry)
  bundles.set(name, made)
  return made
}

const stylesheet = readFileSync(new URL('assets/store.css', import.meta.url), 'utf8')

const asset = (type: string, body: string): Answer => ({
  status: 200,
  headers: {
    'content-type': type,
    'cache-control': 'no-cache',
    // The app's pages come from another origin and load the App Bridge from here.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  },
  body,
})

const script = async (name: string): Promise<Answer> =>
  asset('text/javascript; charset=utf-8', await pageScript(name))

/** Style, icon, scripts, and the App Bridge stand-in at `/app-bridge.js`. */
export const assetRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/app-bridge.js', handle: () => script('app-bridge.js') },
  {
    method: 'GET',
    pattern: '/assets/store.css',
    handle: () => asset('text/css; charset=utf-8', stylesheet),
  },
  {
    method: 'GET',
    pattern: '/assets/icon.svg',
    handle: () => asset('image/svg+xml', drawPicture('box', 160)),
  },
  { method: 'GET', pattern: '/assets/:file', handle: ({ params }) => script(params['file'] ?? '') },
]

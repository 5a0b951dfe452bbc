/**
 * The stand-in store as a program:
 * `node tests/store/main.ts --app-url http://127.0.0.1:3000 --api-key k --api-secret s`.
 * What the app may do and which webhooks it gets stands in shopify.app.toml (`--manifest FILE`).
 * Prints one line of JSON when it is ready; SIGTERM and SIGINT close it cleanly.
 */
import { parseArgs } from 'node:util'
import { readManifest } from './manifest.ts'
import { pageRoutes } from './pages/index.ts'
import { type StoreOptions, startStore } from './store.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['STORE_PORT'] ?? '0' },
    'app-url': { type: 'string', default: process.env['SHOPIFY_APP_URL'] ?? '' },
    'api-key': { type: 'string', default: process.env['SHOPIFY_API_KEY'] ?? '' },
    'api-secret': { type: 'string', default: process.env['SHOPIFY_API_SECRET'] ?? '' },
    state: { type: 'string' },
    seed: { type: 'string', default: '1' },
    fresh: { type: 'boolean', default: false },
    shop: { type: 'string', multiple: true },
    manifest: { type: 'string' },
    'not-installed': { type: 'boolean', default: false },
    'retry-factor': { type: 'string', default: '1' },
    'service-callback-url': { type: 'string' },
  },
})

/** @throws naming the flag when it is no number. */
function numberFlag(name: 'port' | 'seed' | 'retry-factor'): number {
  const value = Number(values[name])
  if (Number.isNaN(value)) throw new Error(`--${name} must be a number, not "${values[name]}"`)
  return value
}

function needed(name: 'app-url' | 'api-key' | 'api-secret'): string {
  const value = values[name]
  if (value === '') throw new Error(`--${name} is needed`)
  return value
}

function optionsFromFlags(): StoreOptions {
  const { shop, state, 'service-callback-url': serviceCallbackUrl } = values
  return {
    appUrl: needed('app-url'),
    apiKey: needed('api-key'),
    apiSecret: needed('api-secret'),
    port: numberFlag('port'),
    seed: numberFlag('seed'),
    fresh: values.fresh,
    installed: !values['not-installed'],
    webhooks: { retryFactor: numberFlag('retry-factor') },
    pages: pageRoutes,
    ...readManifest(values.manifest ?? new URL('../../shopify.app.toml', import.meta.url)),
    ...(state !== undefined && { stateFile: state }),
    ...(shop !== undefined && { shops: shop }),
    ...(serviceCallbackUrl !== undefined && { serviceCallbackUrl }),
  }
}

const store = await startStore(optionsFromFlags())
process.stdout.write(
  `${JSON.stringify({ ready: 'store', url: store.baseUrl, shops: [...store.worlds.keys()] })}\n`,
)

let closing = false
const close = () => {
  if (closing) return
  closing = true
  store.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`stand-in store: ${String(error)}\n`)
      process.exit(1)
    },
  )
}
process.on('SIGTERM', close)
process.on('SIGINT', close)

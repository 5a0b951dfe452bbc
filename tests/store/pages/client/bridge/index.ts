/**
 * The App Bridge stand-in: what the app loads in place of Shopify's script from the CDN.
 * It speaks only to the admin page of the stand-in store it was loaded from.
 */
import { makeAddresses } from './addresses.ts'
import { type BridgeConfig, readConfig } from './config.ts'
import { patchFetch } from './fetch.ts'
import { type Link, openLink } from './link.ts'
import { defineModals } from './modal.ts'
import { defineNavMenus } from './nav-menu.ts'
import { patchNavigation } from './navigation.ts'
import { defineSaveBars } from './save-bar.ts'
import { defineTitleBar } from './title-bar.ts'
import { makeToasts } from './toast.ts'
import { makeTokens, type Tokens } from './tokens.ts'

/** A page of the app opened by itself, though it belongs into the admin, goes there. */
function leaveForAdmin(link: Link, config: BridgeConfig, inAdmin: (href: string) => string | null) {
  const asked = new URLSearchParams(location.search).has('host')
  const to = inAdmin(location.href)
  if (!link.embedded && asked && config.shop && to !== null) location.replace(to)
}

/** The app sent the browser here only to come back with a fresh id token. */
async function bounce(tokens: Tokens): Promise<void> {
  const back = new URLSearchParams(location.search).get('shopify-reload')
  if (back === null) return
  const url = new URL(back, location.href)
  if (url.origin !== location.origin) throw new Error(`App Bridge: will not reload ${url.origin}`)
  url.searchParams.set('id_token', await tokens.get(true))
  location.replace(url)
}

const missing = (name: string) => () => {
  throw new Error(`the stand-in store's App Bridge has no shopify.${name}`)
}

function resourcePicker(link: Link) {
  return async (options: object): Promise<unknown> => {
    const chosen = await link.ask('resourcePicker', options)
    if (!Array.isArray(chosen)) return undefined
    // Kept by Shopify for old callers.
    return Object.assign(chosen, { selection: chosen })
  }
}

function start(script: HTMLScriptElement): void {
  const link = openLink(new URL(script.src).origin)
  const config = readConfig(script)
  const addresses = makeAddresses(link, config)
  const tokens = makeTokens(link)
  const openTop = patchNavigation(link, addresses)
  patchFetch(link, tokens, openTop)
  defineNavMenus(link)
  defineTitleBar(link)
  const saveBar = defineSaveBars(link)
  const modal = defineModals()
  const shopify = {
    config,
    origin: link.storeOrigin,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: link.embedded, pos: false, intent: false },
    idToken: () => tokens.get(),
    user: () => link.ask('user'),
    loading: (on = true) => link.tell({ kind: 'loading', on }),
    toast: makeToasts(link),
    modal,
    saveBar,
    resourcePicker: resourcePicker(link),
    scanner: { capture: () => link.ask('scan') },
    setSignals: () => undefined,
    picker: missing('picker'),
    pos: { close: missing('pos.close'), cart: {}, device: missing('pos.device') },
    intents: { register: missing('intents.register'), invoke: missing('intents.invoke') },
    scopes: {
      query: missing('scopes.query'),
      request: missing('scopes.request'),
      revoke: missing('scopes.revoke'),
    },
    reviews: { request: missing('reviews.request') },
    support: { registerHandler: async () => undefined },
    webVitals: { onReport: async () => undefined },
  }
  Object.defineProperty(window, 'shopify', { value: shopify, configurable: true })
  leaveForAdmin(link, config, addresses.inAdmin)
  void bounce(tokens)
}

const script = document.currentScript
if (!(script instanceof HTMLScriptElement) || script.async || script.type === 'module') {
  throw new Error('App Bridge: load the script plainly: no async, no defer, no type="module"')
}
// A page that names the script twice gets it once.
if (!('shopify' in window)) start(script)

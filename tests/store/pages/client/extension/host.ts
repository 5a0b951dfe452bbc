/** Runs one extension in this page: gives it the `shopify` of its target, then its bundle. */

import { type HostConfig, readConfig } from './host-config.ts'
import { makeI18n } from './i18n.ts'
import { makeSignals } from './signals.ts'

async function tokenFrom(config: HostConfig): Promise<string> {
  const response = await fetch(config.tokenPath, { method: 'POST' })
  const answer: unknown = await response.json()
  const token =
    typeof answer === 'object' && answer !== null && 'idToken' in answer ? answer.idToken : null
  if (typeof token !== 'string') throw new Error(`no session token: ${response.status}`)
  return token
}

/**
 * `fetch` of an extension: Shopify's API by its own scheme; paths are the app's. In the admin they
 * carry the id token, as Shopify adds it there; elsewhere the extension brings its own.
 */
function patchFetch(config: HostConfig): void {
  const plain = window.fetch.bind(window)
  const inAdmin = config.surface === 'admin'
  window.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    if (address === config.tokenPath) return plain(input, init)
    if (inAdmin && /^shopify:/i.test(address)) {
      const body = input instanceof Request ? await input.text() : String(init?.body ?? '')
      const path = new URL(address).pathname
      const asked = JSON.stringify({ path, body })
      return plain(`${config.admin}/direct-api`, { method: 'POST', body: asked })
    }
    const url = new URL(address.replace(/^app:\/*/i, '/'), config.appUrl)
    if (url.origin !== new URL(config.appUrl).origin) return plain(input, init)
    const request = new Request(url, input instanceof Request ? input : init)
    if (inAdmin && !request.headers.has('Authorization')) {
      request.headers.set('Authorization', `Bearer ${await tokenFrom(config)}`)
    }
    return plain(request)
  }
}

/** Where a link of an extension leads in the stand-in. */
function whereTo(config: HostConfig, href: string): string {
  const admin = /^shopify:\/*admin\/?(.*)$/i.exec(href)
  if (admin) return `${config.admin}/${admin[1] ?? ''}`
  if (/^(app:|\/)/i.test(href) && config.surface === 'admin') {
    return `${config.admin}/apps/orderwright/${href.replace(/^(app:)?\/*/i, '')}`
  }
  return href.startsWith('/') ? `${config.storefront}${href}` : href
}

function followLinks(config: HostConfig): void {
  document.addEventListener('click', (event) => {
    const path = event.composedPath()
    const anchor = path.find((one) => one instanceof HTMLAnchorElement)
    const href = anchor?.getAttribute('href')
    if (!href || event.defaultPrevented) return
    event.preventDefault()
    const asksNew = path.some(
      (one) => one instanceof Element && one.getAttribute('target') === '_blank',
    )
    window.open(whereTo(config, href), asksNew ? '_blank' : '_top')
  })
}

function tellHeight(): void {
  const tell = (): void => {
    const blockHeight = Math.ceil(document.body.getBoundingClientRect().height)
    window.parent.postMessage({ blockHeight }, location.origin)
  }
  new ResizeObserver(tell).observe(document.body)
  tell()
}

function makeShopify(config: HostConfig): object {
  const signals = makeSignals()
  const i18n = makeI18n(config.locale, config.translations)
  const storage = new Map<string, unknown>()
  const extension = {
    target: config.target,
    apiVersion: '2026-07',
    version: 'stand-in',
    scriptUrl: config.bundle,
  }
  const shared = {
    extension,
    extensionPoint: config.target,
    i18n,
    intents: {},
    storage: {
      get: async (key: string) => storage.get(key),
      read: async (key: string) => storage.get(key) ?? null,
      set: async (key: string, value: unknown) => void storage.set(key, value),
      write: async (key: string, value: unknown) => void storage.set(key, value),
      delete: async (key: string) => storage.delete(key),
    },
    toast: { show: (text: string) => window.alert(text) },
    setSignals: signals.setSignals,
  }
  if (config.surface === 'admin') {
    return {
      ...shared,
      data: { selected: config.selected },
      auth: { idToken: () => tokenFrom(config) },
      navigation: { navigate: (to: string) => window.open(whereTo(config, String(to)), '_top') },
      query: async (query: string, options: { variables?: unknown } = {}) => {
        const response = await fetch('shopify:admin/api/graphql.json', {
          method: 'POST',
          body: JSON.stringify({ query, variables: options.variables ?? {} }),
        })
        return response.json()
      },
    }
  }
  const account = {
    ...shared,
    version: '2026-07',
    sessionToken: { get: () => tokenFrom(config) },
    shop: config.values['shop'],
    localization: {},
    cost: {},
    buyerIdentity: {},
    navigation: { navigate: (to: string) => window.open(whereTo(config, String(to)), '_top') },
    requireLogin: async () => undefined,
  }
  for (const [name, value] of Object.entries(config.values)) {
    if (name !== 'shop') signals.define(account, name, value)
  }
  signals.define(account.localization, 'language', { isoCode: config.locale })
  signals.define(account.localization, 'extensionLanguage', { isoCode: config.locale })
  return account
}

async function run(): Promise<void> {
  const config = readConfig()
  patchFetch(config)
  followLinks(config)
  tellHeight()
  Object.defineProperty(globalThis, 'shopify', { value: makeShopify(config) })
  const module: { default?: () => unknown } = await import(/* @vite-ignore */ config.bundle)
  if (typeof module.default !== 'function') {
    throw new Error(`${config.bundle} has no default function: a Preact extension exports one`)
  }
  await module.default()
}

run().catch((error: unknown) => {
  const box = document.createElement('pre')
  box.className = 'banner bad'
  box.setAttribute('role', 'alert')
  box.textContent = `The extension broke: ${error instanceof Error ? error.stack : String(error)}`
  document.body.append(box)
})

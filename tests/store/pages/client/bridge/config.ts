export interface BridgeConfig {
  readonly apiKey: string
  /** Base64 of "admin.shopify.com/store/NAME"; "" outside the admin. */
  readonly host: string
  readonly shop: string
  readonly locale: string
}

const remembered = 'app-bridge-config'

/** A parameter of this address, or what an earlier page of this frame had. */
function fromAddress(): Pick<BridgeConfig, 'host' | 'shop' | 'locale'> {
  const query = new URLSearchParams(location.search)
  const kept = new URLSearchParams(sessionStorage.getItem(remembered) ?? '')
  const value = (name: string) => query.get(name) ?? kept.get(name) ?? ''
  const config = { host: value('host'), shop: value('shop'), locale: value('locale') || 'en' }
  sessionStorage.setItem(remembered, new URLSearchParams(config).toString())
  return config
}

/** @throws Error when the page names no API key, as App Bridge does. */
export function readConfig(script: HTMLScriptElement): BridgeConfig {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')
  const apiKey = script.dataset['apiKey'] ?? meta?.content
  if (!apiKey) {
    throw new Error(
      'App Bridge: missing required configuration field "apiKey": give the script data-api-key or the page <meta name="shopify-api-key">',
    )
  }
  return { apiKey, ...fromAddress() }
}

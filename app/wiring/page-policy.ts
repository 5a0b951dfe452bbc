/** What a browser may do with a document of ours: the Content-Security-Policy of admin and floor. */

export interface PageFacts {
  /** Of this answer alone; every inline script carries it. */
  readonly nonce: string
  readonly path: string
  /** What Shopify's library set: who may frame the page. Null: nobody. */
  readonly framing: string | null
  /** Where App Bridge comes from instead of Shopify; demo and tests only. */
  readonly appBridgeUrl?: string | undefined
  /** The stand-in admin of demo and tests. */
  readonly extraAncestor?: string | undefined
  /** The stand-in store, whose pictures of goods are not at an https address. */
  readonly standInStoreUrl?: string | undefined
}

/** App Bridge comes from here and loads the rest of itself from here. */
const shopifyFiles = 'https://cdn.shopify.com'

export const pagePolicy = (page: PageFacts): string =>
  (/^\/floor(\/|\.|$)/.test(page.path) ? floorPolicy(page) : adminPolicy(page)).join('; ')

/**
 * Of the code on a page: files of ours, App Bridge's, and what carries the nonce. WebAssembly for reading bar codes.
 * No handlers in attributes, no `eval`.
 */
const scripts = (nonce: string, ...from: readonly string[]) =>
  ["script-src 'self'", `'nonce-${nonce}'`, "'wasm-unsafe-eval'", ...from].join(' ')

const never = ["object-src 'none'", "base-uri 'none'"] as const

/** App Bridge talks to Shopify and styles itself: only its code is listed, not whom it asks. */
function adminPolicy({ nonce, framing, appBridgeUrl, extraAncestor }: PageFacts) {
  const bridge = appBridgeUrl ? new URL(appBridgeUrl).origin : shopifyFiles
  const frames = /frame-ancestors[^;]*/.exec(framing ?? '')?.[0].trim() ?? "frame-ancestors 'none'"
  const ancestors =
    framing !== null && extraAncestor
      ? frames.replace('frame-ancestors', `frame-ancestors ${extraAncestor}`)
      : frames
  return [ancestors, scripts(nonce, bridge), "form-action 'self'", ...never]
}

/** The floor's pages stand alone: framed by nobody, talking to this app only; goods' pictures are the store's. */
const floorPolicy = ({ nonce, standInStoreUrl }: PageFacts) => [
  "default-src 'self'",
  scripts(nonce),
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' https: data: blob:${standInStoreUrl ? ` ${standInStoreUrl}` : ''}`,
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  ...never,
]

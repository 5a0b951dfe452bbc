import type { RouteContext } from '../http.ts'
import type { World } from '../world.ts'

/** "orderwright-demo" and "orderwright-demo.myshopify.com" both mean the same shop. */
const shopDomain = (name: string): string => (name.includes('.') ? name : `${name}.myshopify.com`)

export const shopHandle = (domain: string): string => domain.replace(/\.myshopify\.com$/, '')

/** The shop a page is about. @throws UnknownShop */
export const worldOf = ({ store, params }: RouteContext): World =>
  store.world(shopDomain(params['shop'] ?? ''))

/** "/store/orderwright-demo/admin", the way Shopify writes its admin's addresses. */
export const adminPath = (domain: string): string => `/store/${shopHandle(domain)}/admin`

/** Where the shop's admin embeds the app; the app's own path follows. */
export const appPath = (domain: string): string => `${adminPath(domain)}/apps/orderwright`

/** The app proxy of the shop; what follows is the app's own path. */
export const proxyPath = (domain: string): string => `/store/${shopHandle(domain)}/apps/orderwright`

/** What stands in a path behind the first `mark`: "/a/apps/x/y" after "/apps/x" is "/y". */
export const pathAfter = (path: string, mark: string): string =>
  path.includes(mark) ? path.slice(path.indexOf(mark) + mark.length) : ''

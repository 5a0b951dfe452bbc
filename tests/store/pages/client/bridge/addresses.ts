import { embedParams } from '../../embed-params.ts'
import type { BridgeConfig } from './config.ts'
import type { Link } from './link.ts'

/** The app's own path of an address: without what the admin added. */
export function ownPath(address: URL): string {
  const query = new URLSearchParams(address.search)
  for (const name of embedParams) query.delete(name)
  const text = query.toString()
  return `${address.pathname}${text && `?${text}`}${address.hash}`
}

export interface Addresses {
  /** Where the stand-in's admin shows this address of Shopify's admin or of the app; null: neither. */
  inAdmin(href: string): string | null
}

export function makeAddresses(link: Link, config: BridgeConfig): Addresses {
  const handle = config.shop.replace(/\.myshopify\.com$/, '')
  const admin = `${link.storeOrigin}/store/${handle}/admin`
  const appAt = (path: string) => `${admin}/apps/orderwright${path}`

  /** @param path inside the admin: "orders/12", "apps/KEY/app/settings". */
  const adminAt = (path: string): string => {
    const app = /^apps\/[^/?#]+(.*)$/.exec(path)
    return app ? appAt(app[1] ?? '') : `${admin}/${path}`
  }
  const adminPages = [
    /^shopify:\/*admin\/?(.*)$/i,
    /^https:\/\/admin\.shopify\.com\/store\/[^/?#]+\/?(.*)$/i,
    new RegExp(`^https://${config.shop.replaceAll('.', '\\.')}/admin/?(.*)$`, 'i'),
  ]
  return {
    inAdmin(href) {
      const app = /^app:\/*(.*)$/i.exec(href)
      if (app) return appAt(`/${app[1] ?? ''}`)
      const url = new URL(href, document.baseURI)
      if (url.origin === location.origin) return appAt(ownPath(url))
      const page = adminPages.map((one) => one.exec(url.href)).find((one) => one !== null)
      return page ? adminAt(page[1] ?? '') : null
    },
  }
}

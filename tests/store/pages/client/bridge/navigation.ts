import { type Addresses, ownPath } from './addresses.ts'
import type { Link } from './link.ts'

const toAdmin = (target: string | null | undefined): boolean =>
  target === '_top' || target === '_parent'

const isOwnScheme = (href: string): boolean => /^(shopify|app):/i.test(href)

/** Tells the admin where in the app this page is, now and whenever it changes. */
function followHistory(link: Link): void {
  let told = ''
  const tell = (): void => {
    // A page on its way elsewhere is no place to come back to.
    if (/[?&](shopify-reload|exitIframe)=/.test(location.search)) return
    const path = ownPath(new URL(location.href))
    if (path === told) return
    told = path
    link.tell({ kind: 'at', path })
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const plain = history[name].bind(history)
    history[name] = (...args) => {
      plain(...args)
      tell()
    }
  }
  window.addEventListener('popstate', tell)
  window.addEventListener('hashchange', tell)
  tell()
}

/** Links that leave the frame, and links with Shopify's own schemes. */
function followClicks(openTop: (href: string) => void): void {
  window.addEventListener('click', (event) => {
    const anchor = event.composedPath().find((one) => one instanceof HTMLAnchorElement)
    const href = anchor?.getAttribute('href')
    if (!anchor || !href || event.defaultPrevented || event.button !== 0) return
    if (anchor.target === '_blank' && !isOwnScheme(href)) return
    if (!isOwnScheme(href) && !toAdmin(anchor.target)) return
    event.preventDefault()
    openTop(href)
  })
}

/** @returns opens an address in place of the whole admin page. */
export function patchNavigation(link: Link, addresses: Addresses): (href: string) => void {
  const plainOpen = window.open.bind(window)
  const openTop = (href: string): void => {
    if (link.embedded) link.tell({ kind: 'open', href: addresses.inAdmin(href) ?? href })
    else location.assign(addresses.inAdmin(href) ?? href)
  }
  window.open = (url, target, features) => {
    const href = String(url ?? '')
    if (toAdmin(target) || (isOwnScheme(href) && target !== '_blank')) {
      openTop(href)
      return null
    }
    return plainOpen(isOwnScheme(href) ? (addresses.inAdmin(href) ?? href) : href, target, features)
  }
  followClicks(openTop)
  followHistory(link)
  return openTop
}

/** Follows a link inside the app as a click does: by the app's router when it takes it. */
export function followInApp(element: Element): void {
  const navigate = () => {
    element.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, composed: true }))
  }
  if (!(element instanceof HTMLAnchorElement)) {
    navigate()
    return
  }
  // The router's own handler comes first; only what nobody took is handed on as an event.
  const last = (event: Event): void => {
    if (event.defaultPrevented) return
    event.preventDefault()
    navigate()
  }
  window.addEventListener('click', last, { once: true })
  element.click()
  window.removeEventListener('click', last)
}

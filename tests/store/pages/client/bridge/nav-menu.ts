import type { NavItem } from '../messages.ts'
import type { Link } from './link.ts'
import { followInApp } from './navigation.ts'
import { textOf, watch } from './watch.ts'

/** `<ui-nav-menu>` and `<s-app-nav>`: the app's links in the admin's own navigation. */
export function defineNavMenus(link: Link): void {
  const links = new Map<string, Element>()

  const publish = (menu: Element | null): void => {
    links.clear()
    const items = [...(menu?.querySelectorAll('a, s-link') ?? [])].map((one, at): NavItem => {
      const key = `nav-${at}`
      links.set(key, one)
      return {
        key,
        label: textOf(one),
        href: one.getAttribute('href') ?? '',
        home: one.getAttribute('rel') === 'home',
      }
    })
    link.tell({ kind: 'nav', items })
  }
  link.listen((message) => {
    if (message.kind !== 'go') return
    const found = links.get(message.item.key)
    if (found) followInApp(found)
  })

  class NavMenu extends HTMLElement {
    #observer: MutationObserver | null = null
    connectedCallback(): void {
      this.style.display = 'none'
      this.#observer = watch(this, () => publish(this))
      queueMicrotask(() => publish(this))
    }
    disconnectedCallback(): void {
      this.#observer?.disconnect()
      publish(null)
    }
  }
  customElements.define('ui-nav-menu', NavMenu)
  customElements.define('s-app-nav', class extends NavMenu {})
}

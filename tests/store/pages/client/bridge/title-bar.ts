import type { BarAction, TitleBar } from '../messages.ts'
import type { Link } from './link.ts'
import { followInApp } from './navigation.ts'
import { isOn, textOf, watch } from './watch.ts'

/** What a button or link in a bar says of itself. */
export const actionOf = (element: Element, key: string): BarAction => ({
  key,
  label: textOf(element),
  disabled: isOn(element, 'disabled') || isOn(element, 'loading'),
  critical: element.getAttribute('tone') === 'critical',
})

/** Presses the app's own button or follows its own link. */
export function press(element: Element): void {
  if (element instanceof HTMLAnchorElement) followInApp(element)
  else if (element instanceof HTMLElement) element.click()
}

const buttonsIn = (bar: Element) => [
  ...bar.querySelectorAll<HTMLElement>(':scope > button, :scope > a'),
]

/** `<ui-title-bar>`: title, breadcrumb and buttons that the admin shows above the frame. */
export function defineTitleBar(link: Link): void {
  const shown = new Map<string, Element>()

  const read = (bar: Element): TitleBar => {
    shown.clear()
    const action = (element: Element): BarAction => {
      const key = `title-${shown.size}`
      shown.set(key, element)
      return actionOf(element, key)
    }
    const buttons = buttonsIn(bar)
    const one = (variant: string) => {
      const found = buttons.find((button) => button.getAttribute('variant') === variant)
      return found ? action(found) : null
    }
    const groups = [...bar.querySelectorAll(':scope > section')]
    return {
      title: bar.getAttribute('title') ?? document.title,
      breadcrumb: one('breadcrumb'),
      primary: one('primary'),
      secondary: buttons.filter((button) => !button.hasAttribute('variant')).map(action),
      groups: groups.map((group) => ({
        label: group.getAttribute('label') ?? 'More',
        actions: buttonsIn(group).map(action),
      })),
    }
  }
  link.listen((message) => {
    const found = message.kind === 'press' ? shown.get(message.key) : undefined
    if (found) press(found)
  })

  customElements.define(
    'ui-title-bar',
    class extends HTMLElement {
      #observer: MutationObserver | null = null
      connectedCallback(): void {
        this.style.display = 'none'
        // Inside a modal the bar belongs to the modal.
        if (this.closest('ui-modal, s-app-window')) return
        const publish = () => link.tell({ kind: 'title-bar', bar: read(this) })
        this.#observer = watch(this, publish)
        queueMicrotask(publish)
      }
      disconnectedCallback(): void {
        if (this.#observer === null) return
        this.#observer.disconnect()
        link.tell({ kind: 'title-bar', bar: null })
      }
    },
  )
}

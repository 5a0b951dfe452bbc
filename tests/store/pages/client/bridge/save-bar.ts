import type { BarAction, SaveBar } from '../messages.ts'
import type { Link } from './link.ts'
import { actionOf } from './title-bar.ts'
import { isOn, watch } from './watch.ts'

interface Current {
  readonly owner: Element
  bar(): SaveBar
  save(): void
  discard(): void
}

interface SaveBars {
  show(id: string): Promise<void>
  hide(id: string): Promise<void>
  toggle(id: string): Promise<void>
  /** Settles when nothing is unsaved or the merchant leaves it behind; stays open otherwise. */
  leaveConfirmation(): Promise<void>
}

const plainAction = (key: string, label: string): BarAction => ({
  key,
  label,
  disabled: false,
  critical: false,
})

/** `<ui-save-bar>`, `form[data-save-bar]` and `shopify.saveBar`. One bar shows at a time. */
export function defineSaveBars(link: Link): SaveBars {
  let current: Current | null = null
  const publish = (): void => link.tell({ kind: 'save-bar', bar: current?.bar() ?? null })
  const showBar = (one: Current): void => {
    current = one
    publish()
  }
  const hideBar = (owner: Element): void => {
    if (current?.owner !== owner) return
    current = null
    publish()
  }
  link.listen((message) => {
    if (message.kind !== 'press') return
    if (message.key === 'save') current?.save()
    if (message.key === 'discard') current?.discard()
  })

  class SaveBarElement extends HTMLElement {
    #observer: MutationObserver | null = null
    connectedCallback(): void {
      this.style.display = 'none'
      this.#observer = watch(this, () => this.showing && publish())
    }
    disconnectedCallback(): void {
      this.#observer?.disconnect()
      hideBar(this)
    }
    get showing(): boolean {
      return current?.owner === this
    }
    get discardConfirmation(): boolean {
      return isOn(this, 'discardconfirmation')
    }
    set discardConfirmation(on: boolean) {
      this.toggleAttribute('discardconfirmation', on)
    }
    async show(): Promise<void> {
      if (this.showing) return
      const save = () => this.querySelector<HTMLElement>('button[variant="primary"]')
      const discard = () => this.querySelector<HTMLElement>('button:not([variant="primary"])')
      const action = (element: Element | null, key: string, label: string): BarAction =>
        element ? { ...actionOf(element, key), label } : plainAction(key, label)
      showBar({
        owner: this,
        bar: () => ({
          save: action(save(), 'save', 'Save'),
          discard: action(discard(), 'discard', 'Discard'),
          confirmDiscard: this.discardConfirmation,
        }),
        save: () => save()?.click(),
        discard: () => discard()?.click(),
      })
      this.dispatchEvent(new Event('show'))
    }
    async hide(): Promise<void> {
      if (!this.showing) return
      hideBar(this)
      this.dispatchEvent(new Event('hide'))
    }
    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show()
    }
  }
  customElements.define('ui-save-bar', SaveBarElement)
  watchForms(showBar, hideBar)

  const byId = (id: string): SaveBarElement => {
    const found = document.getElementById(id)
    if (found instanceof SaveBarElement) return found
    throw new Error(`App Bridge: no ui-save-bar with the id "${id}"`)
  }
  return {
    show: async (id) => byId(id).show(),
    hide: async (id) => byId(id).hide(),
    toggle: async (id) => byId(id).toggle(),
    async leaveConfirmation() {
      if (current === null) return
      const { owner } = current
      await link.ask('leave')
      hideBar(owner)
    },
  }
}

/** Forms with `data-save-bar`: the bar comes with the first change and goes with submit or reset. */
function watchForms(showBar: (one: Current) => void, hideBar: (owner: Element) => void): void {
  const formOf = (event: Event): HTMLFormElement | null =>
    event.target instanceof Element
      ? event.target.closest<HTMLFormElement>('form[data-save-bar]')
      : null
  const changed = (event: Event): void => {
    const form = formOf(event)
    if (!form) return
    showBar({
      owner: form,
      bar: () => ({
        save: plainAction('save', 'Save'),
        discard: plainAction('discard', 'Discard'),
        confirmDiscard: form.hasAttribute('data-discard-confirmation'),
      }),
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
    })
  }
  const done = (event: Event): void => {
    const form = formOf(event)
    if (form) hideBar(form)
  }
  document.addEventListener('input', changed)
  document.addEventListener('change', changed)
  document.addEventListener('submit', done)
  document.addEventListener('reset', done)
}

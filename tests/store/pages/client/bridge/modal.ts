import { actionOf, press } from './title-bar.ts'
import { watch } from './watch.ts'

const style = `
.stand-in-modal{border:0;padding:0;border-radius:14px;max-width:calc(100vw - 24px);max-height:calc(100dvh - 24px);width:620px;color:#303030;box-shadow:0 12px 48px rgb(0 0 0/35%);flex-direction:column}
.stand-in-modal[open]{display:flex}
.stand-in-modal::backdrop{background:rgb(0 0 0/50%)}
.stand-in-modal.small{width:380px}.stand-in-modal.large{width:980px}
.stand-in-modal.max{width:100vw;height:100dvh;max-width:none;max-height:none;border-radius:0}
.stand-in-modal header,.stand-in-modal footer{display:flex;gap:8px;align-items:center;padding:12px 16px;background:#f7f7f7;font:650 14px/1.4 system-ui,sans-serif}
.stand-in-modal footer{justify-content:flex-end;border-top:1px solid #e3e3e3}
.stand-in-modal header span{margin-right:auto}
.stand-in-modal .middle{overflow:auto;flex:1}
.stand-in-modal iframe{border:0;width:100%;height:100%;min-height:320px;display:block}
.stand-in-modal button.bar{min-height:36px;padding:4px 12px;border:1px solid #c9c9c9;border-radius:8px;background:#fff;font:550 14px system-ui,sans-serif;cursor:pointer}
.stand-in-modal button.bar.primary{background:#303030;border-color:#303030;color:#fff}
.stand-in-modal button.bar.critical{background:#a31c0b;border-color:#a31c0b;color:#fff}`

const variants = ['small', 'base', 'large', 'max']

/**
 * `<ui-modal>` and `<s-app-window>`. Shopify draws them over the whole admin; here they are drawn
 * over the app's frame, with the same methods, events, `content` and title-bar buttons.
 */
class ModalElement extends HTMLElement {
  #dialog: HTMLDialogElement | null = null
  #content: HTMLElement = document.createElement('div')
  #observer: MutationObserver | null = null

  connectedCallback(): void {
    for (const child of this.children) this.#conceal(child)
    this.style.display = 'none'
  }
  disconnectedCallback(): void {
    this.#close()
  }
  #conceal(child: Element): void {
    if (child instanceof HTMLElement && child.matches('ui-title-bar, ui-save-bar')) {
      child.style.display = 'none'
    }
  }
  get content(): HTMLElement {
    return this.#content
  }
  set content(element: HTMLElement) {
    this.#content.replaceWith(element)
    this.#content = element
  }
  get src(): string | undefined {
    return this.getAttribute('src') ?? undefined
  }
  set src(address: string | undefined) {
    if (address === undefined) this.removeAttribute('src')
    else this.setAttribute('src', address)
    const frame = this.#dialog?.querySelector('iframe')
    if (frame && address !== undefined) frame.src = address
  }
  get variant(): string {
    const asked = this.getAttribute('variant') ?? this.defaultVariant
    return variants.includes(asked) ? asked : 'base'
  }
  set variant(value: string) {
    this.setAttribute('variant', value)
    if (this.#dialog) this.#dialog.className = `stand-in-modal ${this.variant}`
  }
  get defaultVariant(): string {
    return 'base'
  }
  get contentWindow(): Window | null {
    return this.#dialog?.querySelector('iframe')?.contentWindow ?? null
  }

  async show(): Promise<void> {
    if (this.#dialog) return
    const dialog = document.createElement('dialog')
    dialog.className = `stand-in-modal ${this.variant}`
    this.#dialog = dialog
    const middle = document.createElement('div')
    middle.className = 'middle'
    middle.append(this.#whatToShow())
    const header = document.createElement('header')
    const footer = document.createElement('footer')
    dialog.append(header, middle, footer)
    const draw = () => this.#drawBars(dialog, header, footer)
    draw()
    this.#observer = watch(this, draw)
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      void this.hide()
    })
    document.body.append(dialog)
    dialog.showModal()
    this.dispatchEvent(new Event('show'))
  }
  async hide(): Promise<void> {
    if (!this.#dialog) return
    this.#close()
    this.dispatchEvent(new Event('hide'))
  }
  toggle(): Promise<void> {
    return this.#dialog ? this.hide() : this.show()
  }
  showOverlay(): Promise<void> {
    return this.show()
  }
  hideOverlay(): Promise<void> {
    return this.hide()
  }
  #close(): void {
    this.#observer?.disconnect()
    this.#dialog?.close()
    this.#dialog?.remove()
    this.#dialog = null
  }
  /** A page of its own, what a framework put into `content`, or the element's own children. */
  #whatToShow(): Element {
    if (this.src !== undefined) {
      const frame = document.createElement('iframe')
      frame.src = this.src
      frame.title = this.#title()
      return frame
    }
    if (!this.#content.hasChildNodes()) {
      this.#content.append(
        ...[...this.childNodes].filter(
          (one) => !(one instanceof Element && one.matches('ui-title-bar, ui-save-bar')),
        ),
      )
    }
    return this.#content
  }
  #title(): string {
    return this.querySelector('ui-title-bar')?.getAttribute('title') ?? document.title
  }
  #drawBars(dialog: HTMLDialogElement, header: HTMLElement, footer: HTMLElement): void {
    dialog.setAttribute('aria-label', this.#title())
    const title = document.createElement('span')
    title.textContent = this.#title()
    const close = barButton('✕', '')
    close.setAttribute('aria-label', 'Close')
    close.addEventListener('click', () => void this.hide())
    header.replaceChildren(title, close)
    const buttons = [...this.querySelectorAll('ui-title-bar > button, ui-title-bar > a')]
    footer.hidden = buttons.length === 0
    footer.style.display = footer.hidden ? 'none' : ''
    footer.replaceChildren(
      ...buttons.reverse().map((one) => {
        const { label, disabled, critical } = actionOf(one, '')
        const primary = one.getAttribute('variant') === 'primary'
        const button = barButton(label, critical ? 'critical' : primary ? 'primary' : '')
        button.disabled = disabled
        button.addEventListener('click', () => press(one))
        return button
      }),
    )
  }
}

function barButton(label: string, kind: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `bar ${kind}`
  button.textContent = label
  return button
}

interface Modals {
  show(id: string): Promise<void>
  hide(id: string): Promise<void>
  toggle(id: string): Promise<void>
}

export function defineModals(): Modals {
  const sheet = document.createElement('style')
  sheet.textContent = style
  document.head.append(sheet)
  customElements.define('ui-modal', ModalElement)
  customElements.define(
    's-app-window',
    class extends ModalElement {
      override get defaultVariant(): string {
        return 'max'
      }
    },
  )
  const byId = (id: string): ModalElement => {
    const found = document.getElementById(id)
    if (found instanceof ModalElement) return found
    throw new Error(`App Bridge: no ui-modal with the id "${id}"`)
  }
  return {
    show: async (id) => byId(id).show(),
    hide: async (id) => byId(id).hide(),
    toggle: async (id) => byId(id).toggle(),
  }
}

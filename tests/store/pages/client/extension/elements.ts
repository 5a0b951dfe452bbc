/** Polaris web components, drawn simply: what extensions put on the page. */
import { type Drawing, drawings } from './drawings.ts'

function define(tag: string, drawing: Drawing): void {
  customElements.define(
    tag,
    class extends HTMLElement {
      #root: ShadowRoot
      #inside = ''
      constructor() {
        super()
        this.#root = this.attachShadow({ mode: 'open' })
        new MutationObserver(() => this.#draw()).observe(this, { attributes: true })
      }
      connectedCallback(): void {
        if (tag === 's-list-item') this.setAttribute('role', 'listitem')
        if (tag === 's-summary') this.slot = 'summary'
        if (tag === 's-heading') this.setAttribute('role', 'heading')
        this.#draw()
      }
      #draw(): void {
        const inside = `<style>:host{${drawing.host(this)}}</style>${drawing.inside(this).text}`
        if (inside === this.#inside) return
        this.#inside = inside
        this.#root.innerHTML = inside
        this.#root.querySelector('[data-dismiss]')?.addEventListener('click', () => {
          this.remove()
          this.dispatchEvent(new Event('dismiss'))
        })
      }
    },
  )
}

for (const [tag, drawing] of Object.entries(drawings)) define(tag, drawing)

// An element nobody draws is marked, so that it is seen here and not first at Shopify.
new MutationObserver(() => {
  for (const element of document.body?.querySelectorAll(':not(:defined)') ?? []) {
    if (element instanceof HTMLElement && element.style.outline === '') {
      element.style.outline = '2px dashed #c05717'
      element.title = `the stand-in does not draw <${element.localName}>`
    }
  }
}).observe(document, { childList: true, subtree: true })

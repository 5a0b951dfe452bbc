/** HTML written as template strings: every hole is escaped unless it is Markup already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** What a hole may hold; null, undefined and false leave nothing. */
type Hole = Markup | string | number | null | undefined | false | readonly Hole[]

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is safe between tags and inside quoted attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '')

function fillHole(hole: Hole): string {
  if (hole === null || hole === undefined || hole === false) return ''
  if (hole instanceof Markup) return hole.text
  if (typeof hole === 'object') return hole.map(fillHole).join('')
  return escaped(String(hole))
}

/** A piece of HTML. Attributes with holes must be quoted: `<a href="${url}">`. */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return new Markup(strings.reduce((all, part, at) => all + fillHole(holes[at - 1]) + part))
}

/** Text that is HTML already and comes from our own hand, never from an order or a request. */
export const trusted = (text: string): Markup => new Markup(text)

/** A value for a script on the page to read: `<script type="application/json">`. */
export function jsonScript(id: string, value: unknown): Markup {
  const text = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return trusted(`<script type="application/json" id="${escaped(id)}">${text}</script>`)
}

/** An address that may stand in a link: http, https, mailto, tel or a path; else null. */
export function safeHref(address: string | null): string | null {
  if (address === null) return null
  return /^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(address) ? address : null
}

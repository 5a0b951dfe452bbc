/** The element with this id, of this kind. @throws Error when the page has none. */
export function must<Kind extends Element>(
  id: string,
  kind: { new (): Kind; prototype: Kind },
): Kind {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`the admin page has no ${kind.name} "${id}"`)
}

interface Looks {
  readonly className?: string
  readonly text?: string
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { className, text }: Looks = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  element.append(...children)
  return element
}

export function makeButton(text: string, className: string, press: () => void): HTMLButtonElement {
  const button = make('button', { className, text })
  button.type = 'button'
  button.addEventListener('click', press)
  return button
}

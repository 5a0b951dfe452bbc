import type { BarAction, NavItem, SaveBar, TitleBar } from '../messages.ts'
import { make, makeButton, must } from './dom.ts'

type Press = (key: string) => void

function actionButton(action: BarAction, className: string, press: Press): HTMLButtonElement {
  const look = action.critical ? `${className} danger` : className
  const button = makeButton(action.label, look, () => press(action.key))
  button.disabled = action.disabled
  return button
}

/** The bar above the app's frame: its title, where it came from, what it can do. */
export function drawTitleBar(bar: TitleBar | null, press: Press): void {
  const title = make('span', { className: 'title', text: bar?.title || 'Orderwright' })
  const actions = make('div', { className: 'actions' })
  const groups = bar?.groups.flatMap(({ actions }) => actions) ?? []
  for (const one of [...groups, ...(bar?.secondary ?? [])]) {
    actions.append(actionButton(one, 'button', press))
  }
  if (bar?.primary) actions.append(actionButton(bar.primary, 'button primary', press))
  const crumb = bar?.breadcrumb ? [actionButton(bar.breadcrumb, 'crumb button', press), '›'] : []
  must('title-bar', HTMLElement).replaceChildren(...crumb, title, actions)
}

/** The app's own links under its name in the left navigation. */
export function drawAppLinks(
  items: readonly NavItem[],
  app: string,
  path: string,
  go: (item: NavItem) => void,
): void {
  const [here = ''] = path.split('?')
  const shown = items.filter((item) => !item.home)
  const best = shown
    .filter(({ href }) => here === href || here.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
  must('app-links', HTMLElement).replaceChildren(
    ...shown.map((item) => {
      const link = make('a', { text: item.label })
      link.href = app + item.href
      if (item === best) link.setAttribute('aria-current', 'page')
      link.addEventListener('click', (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(item)
      })
      return link
    }),
  )
}

/** The bar that covers the top while something is unsaved. null: nothing is. */
export function drawSaveBar(bar: SaveBar | null, press: (action: BarAction) => void): void {
  document.getElementById('save-bar')?.remove()
  if (bar === null) return
  const element = make(
    'div',
    { className: 'save-bar' },
    make('span', { className: 'what', text: 'Unsaved changes' }),
    actionButton(bar.discard, 'button', () => press(bar.discard)),
    actionButton(bar.save, 'button primary', () => press(bar.save)),
  )
  element.id = 'save-bar'
  element.setAttribute('role', 'region')
  element.setAttribute('aria-label', 'Unsaved changes')
  document.querySelector('.topbar')?.append(element)
}

export function drawLoading(on: boolean): void {
  must('loading', HTMLElement).hidden = !on
}

/** The admin around the app: hears what App Bridge asks for and does it. */
import {
  type FromApp,
  fromApp,
  type NavItem,
  type SaveBar,
  type ToApp,
  wrapped,
} from '../messages.ts'
import { drawAppLinks, drawLoading, drawSaveBar, drawTitleBar } from './bars.ts'
import { readConfig } from './config.ts'
import { mayDiscard } from './dialogs.ts'
import { must } from './dom.ts'
import { answer, mayLeave } from './questions.ts'
import { makeToasts } from './toasts.ts'

const config = readConfig()
const frame = must('app-frame', HTMLIFrameElement)
let items: readonly NavItem[] = []
let path = ''
let unsaved: SaveBar | null = null

/** Pages of the app that were heard; a modal with a page of its own is a second one. */
const tell = (message: ToApp, to: Window | null = frame.contentWindow): void =>
  to?.postMessage(wrapped(message), config.appOrigin)

const toasts = makeToasts({
  action: (id) => tell({ kind: 'toast-action', id }),
  dismissed: (id) => tell({ kind: 'toast-dismissed', id }),
})
const pressTitle = (key: string): void => tell({ kind: 'press', key })

async function go(item: NavItem): Promise<void> {
  if (unsaved !== null) {
    await mayLeave()
    setUnsaved(null)
  }
  document.getElementById('rail')?.classList.remove('open')
  document.querySelector('.menu-toggle')?.setAttribute('aria-expanded', 'false')
  tell({ kind: 'go', item })
}

const drawLinks = (): void => drawAppLinks(items, config.app, path, (item) => void go(item))

function setUnsaved(bar: SaveBar | null): void {
  unsaved = bar
  drawSaveBar(bar, (action) => void pressSave(action.key))
}

async function pressSave(key: string): Promise<void> {
  const asks = key === 'discard' && unsaved?.confirmDiscard
  const text = 'If you discard, what you changed here is lost.'
  if (asks && !(await mayDiscard('Discard all unsaved changes?', text, 'Discard changes'))) return
  tell({ kind: 'press', key })
}

function moved(to: string): void {
  path = to
  must('frame-hint', HTMLElement).hidden = true
  const base = config.appBase
  const own = base && to.startsWith(base) ? to.slice(base.length) : to
  history.replaceState(null, '', config.app + (own === '/' ? '' : own))
  drawLinks()
}

function open(href: string): void {
  const url = new URL(href, location.href)
  if (url.protocol === 'http:' || url.protocol === 'https:') location.assign(url)
}

async function reply(message: FromApp & { kind: 'ask' }, to: Window): Promise<void> {
  const { id, what, detail } = message
  try {
    tell({ kind: 'answer', id, value: await answer(what, detail, config) }, to)
  } catch (error) {
    tell({ kind: 'refusal', id, error: error instanceof Error ? error.message : String(error) }, to)
  }
}

function hear(message: FromApp): void {
  if (message.kind === 'at') moved(message.path)
  else if (message.kind === 'nav') {
    items = message.items
    drawLinks()
  } else if (message.kind === 'title-bar') drawTitleBar(message.bar, pressTitle)
  else if (message.kind === 'save-bar') setUnsaved(message.bar)
  else if (message.kind === 'loading') drawLoading(message.on)
  else if (message.kind === 'toast') toasts.show(message.id, message.text, message.options)
  else if (message.kind === 'toast-hide') toasts.hide(message.id)
  else if (message.kind === 'open') open(message.href)
}

window.addEventListener('message', (event) => {
  const { source, origin } = event
  if (origin !== config.appOrigin || source === null || !('parent' in source)) return
  const message = fromApp(event.data)
  const isPage = source === frame.contentWindow
  // A page in a modal of the app may ask and show, but says nothing about the page behind it.
  const isInside = isPage || source.parent === frame.contentWindow
  if (message === null || !isInside) return
  if (message.kind === 'ask') void reply(message, source)
  else if (isPage || message.kind === 'toast' || message.kind === 'open') hear(message)
})
// A new page in the frame brings its own bars.
frame.addEventListener('load', () => drawLoading(false))
setTimeout(() => {
  if (path === '') must('frame-hint', HTMLElement).hidden = false
}, 8000)
drawTitleBar(null, pressTitle)

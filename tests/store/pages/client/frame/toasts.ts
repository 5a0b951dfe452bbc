import type { ToastOptions } from '../messages.ts'
import { make, makeButton } from './dom.ts'

interface Hear {
  action(id: string): void
  dismissed(id: string): void
}

/** Messages at the foot of the admin; each goes by itself or is sent away. */
export function makeToasts(hear: Hear) {
  const shelf = make('div', { className: 'toasts' })
  shelf.setAttribute('role', 'status')
  shelf.setAttribute('aria-live', 'polite')
  document.body.append(shelf)
  const open = new Map<string, HTMLElement>()

  const dismiss = (id: string): void => {
    const toast = open.get(id)
    if (!toast) return
    toast.remove()
    open.delete(id)
    hear.dismissed(id)
  }
  return {
    show(id: string, text: string, options: ToastOptions): void {
      const toast = make('div', { className: options.isError ? 'toast bad' : 'toast' }, text)
      if (options.action !== null) {
        const press = () => {
          hear.action(id)
          dismiss(id)
        }
        toast.append(makeButton(options.action, '', press))
      }
      const close = makeButton('✕', '', () => dismiss(id))
      close.setAttribute('aria-label', 'Dismiss')
      toast.append(close)
      open.set(id, toast)
      shelf.append(toast)
      setTimeout(() => dismiss(id), Math.max(options.duration, 1000))
    },
    hide: dismiss,
  }
}

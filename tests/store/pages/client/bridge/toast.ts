import { newId } from '../messages.ts'
import type { Link } from './link.ts'

interface ToastOptions {
  readonly duration?: number
  readonly isError?: boolean
  readonly action?: string
  readonly onAction?: () => void
  readonly onDismiss?: () => void
}

/** `shopify.toast`: shown by the admin, over everything. */
export function makeToasts(link: Link) {
  const open = new Map<string, ToastOptions>()
  link.listen((message) => {
    if (message.kind === 'toast-action') open.get(message.id)?.onAction?.()
    if (message.kind === 'toast-dismissed') {
      open.get(message.id)?.onDismiss?.()
      open.delete(message.id)
    }
  })
  return {
    show(text: string, options: ToastOptions = {}): string {
      const id = newId()
      open.set(id, options)
      const { duration = 5000, isError = false, action = null } = options
      link.tell({ kind: 'toast', id, text: String(text), options: { duration, isError, action } })
      return id
    },
    hide(id: string): void {
      link.tell({ kind: 'toast-hide', id })
    },
  }
}

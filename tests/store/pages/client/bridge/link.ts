import { type FromApp, newId, type Question, type ToApp, toApp, wrapped } from '../messages.ts'

/** The wire between this page of the app and the admin that embeds it. */
export interface Link {
  /** False when the page was opened by itself, outside the admin. */
  readonly embedded: boolean
  /** Where the admin, this script and the stand-in store come from: "http://127.0.0.1:4001". */
  readonly storeOrigin: string
  tell(message: FromApp): void
  /** @throws Error with the admin's own words when it refuses. */
  ask(what: Question, detail?: unknown): Promise<unknown>
  listen(hear: (message: ToApp) => void): void
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** @param storeOrigin the only origin that is spoken to or heard. */
export function openLink(storeOrigin: string): Link {
  const admin = window.top ?? window
  const embedded = admin !== window
  const waiting = new Map<string, Waiting>()
  const hearers: ((message: ToApp) => void)[] = []

  const hear = (message: ToApp): void => {
    if (message.kind === 'answer') waiting.get(message.id)?.resolve(message.value)
    else if (message.kind === 'refusal') waiting.get(message.id)?.reject(new Error(message.error))
    else for (const hearer of hearers) hearer(message)
    if ('id' in message) waiting.delete(message.id)
  }
  window.addEventListener('message', (event) => {
    if (event.origin !== storeOrigin || event.source !== admin) return
    const message = toApp(event.data)
    if (message !== null) hear(message)
  })

  const tell = (message: FromApp): void => {
    if (embedded) admin.postMessage(wrapped(message), storeOrigin)
  }
  return {
    embedded,
    storeOrigin,
    tell,
    ask(what, detail) {
      if (!embedded) {
        return Promise.reject(new Error(`App Bridge: "${what}" works only inside the admin`))
      }
      const id = newId()
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        tell({ kind: 'ask', id, what, detail })
      })
    },
    listen(hearer) {
      hearers.push(hearer)
    },
  }
}

import type { Session } from '@shopify/shopify-api'
import {
  MissingSessionStorageError,
  MissingSessionTableError,
  PrismaSessionStorage,
} from '@shopify/shopify-app-session-storage-prisma'

type Client = ConstructorParameters<typeof PrismaSessionStorage>[0]

/**
 * Shopify's session storage, which finds its table again. The library's own looks for it once, when it is made: a
 * process that starts while the database is away would load no session for as long as it lives.
 */
export class LastingSessions {
  readonly #inner: PrismaSessionStorage<Client>

  constructor(client: Client) {
    // One look, at once; each call that finds the table missing looks again.
    this.#inner = new PrismaSessionStorage(client, {
      connectionRetries: 1,
      connectionRetryIntervalMs: 0,
    })
    // The first look's answer is nobody's to wait for; unheard, its failure would end the process.
    const first: unknown = Reflect.get(this.#inner, 'ready')
    if (first instanceof Promise) first.catch(() => undefined)
  }

  storeSession = (session: Session) => this.#do(() => this.#inner.storeSession(session))
  loadSession = (id: string) => this.#do(() => this.#inner.loadSession(id))
  deleteSession = (id: string) => this.#do(() => this.#inner.deleteSession(id))
  deleteSessions = (ids: string[]) => this.#do(() => this.#inner.deleteSessions(ids))
  findSessionsByShop = (shop: string) => this.#do(() => this.#inner.findSessionsByShop(shop))

  async #do<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (fault) {
      const missing =
        fault instanceof MissingSessionTableError || fault instanceof MissingSessionStorageError
      if (!missing || !(await this.#inner.isReady())) throw fault
      return work()
    }
  }
}

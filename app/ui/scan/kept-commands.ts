interface Kept {
  readonly key: string
  /** The tour, or the page it is about. */
  readonly tour: string
  readonly person: string
}

/** What was done at a tour and not answered yet, as the device keeps it. */
export interface KeptCommand {
  readonly key: string
  readonly tour: string
  /** Whose it is: it is sent in nobody else's name. */
  readonly person: string
  readonly at: string
  readonly intent: 'scan' | 'undo' | 'short'
  readonly pick: string
  readonly version: number
  readonly code: string
  readonly quantity: number
  readonly reason: string
  /** Pieces that went into the tote by it here, less than none when they came out; not said by apps before this one. */
  readonly taken?: number
  /** What was told here; where the app says otherwise the person must hear it. */
  readonly ok: boolean
}

interface KeptScreen {
  readonly id: string
  readonly stamp: number
}

/** The device's memory of a tour: it outlives the page, the tab and the battery. */
export interface TourMemory<Screen extends KeptScreen, Command extends Kept = KeptCommand> {
  commands(): Promise<readonly Command[]>
  add(command: Command): Promise<void>
  answered(keys: readonly string[]): Promise<void>
  screen(): Promise<Screen | null>
  keep(screen: Screen): Promise<void>
  forget(): Promise<void>
}

const name = 'orderwright-floor'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.onupgradeneeded = () => {
      const commands = asked.result.createObjectStore('commands', { autoIncrement: true })
      commands.createIndex('tour', 'tour')
      commands.createIndex('key', 'key')
      asked.result.createObjectStore('screens', { keyPath: 'id' })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('the device keeps nothing'))
  })
}

const done = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('the device keeps nothing'))
  })

/**
 * Opens the memory of one tour and one person, in IndexedDB.
 * @throws when the browser keeps nothing (some private windows): then scans live as long as the page.
 */
export async function openTourMemory<Screen extends KeptScreen, Command extends Kept = KeptCommand>(
  tour: string,
  person: string,
): Promise<TourMemory<Screen, Command>> {
  const database = await open()
  const store = (which: 'commands' | 'screens', mode: IDBTransactionMode) =>
    database.transaction(which, mode).objectStore(which)
  return {
    commands: async () => {
      const all: Command[] = await done(store('commands', 'readonly').index('tour').getAll(tour))
      return all.filter((one) => one.person === person)
    },
    add: async (command) => {
      await done(store('commands', 'readwrite').add(command))
    },
    answered: async (keys) => {
      const commands = store('commands', 'readwrite')
      for (const key of keys) {
        const at = await done(commands.index('key').getKey(key))
        if (at !== undefined) await done(commands.delete(at))
      }
    },
    screen: async () => {
      const kept: Screen | undefined = await done(store('screens', 'readonly').get(tour))
      return kept ?? null
    },
    keep: async (screen) => {
      await done(store('screens', 'readwrite').put(screen))
    },
    forget: async () => {
      await done(store('screens', 'readwrite').delete(tour))
    },
  }
}

/** How many scans of anybody wait on this device; before somebody signs out. */
export async function waitingOnDevice(): Promise<number> {
  try {
    return await done((await open()).transaction('commands').objectStore('commands').count())
  } catch {
    return 0
  }
}

/** Values of Shopify's extension APIs: `.value` now, and signals of the extension's own library. */
interface SignalLike {
  value: unknown
}
type SignalMaker = new (value: unknown) => SignalLike

const isMaker = (value: unknown): value is SignalMaker => typeof value === 'function'

export interface Signals {
  /** A property of `shopify` that holds a signal. */
  define(owner: object, name: string, value: unknown): void
  /** What `@shopify/ui-extensions/preact` calls with its own Signal class. */
  setSignals(maker: unknown): void
}

const plainSignal = (value: unknown) => ({
  value,
  current: value,
  subscribe(listener: (value: unknown) => void) {
    listener(value)
    return () => undefined
  },
  destroy: async () => undefined,
})

export function makeSignals(): Signals {
  let maker: SignalMaker | null = null
  return {
    define(owner, name, value) {
      let made: SignalLike | null = null
      const shim = plainSignal(value)
      Object.defineProperty(owner, name, {
        enumerable: true,
        get() {
          if (maker === null) return shim
          made ??= new maker(value)
          return made
        },
      })
    },
    setSignals(given) {
      if (isMaker(given)) maker = given
    },
  }
}

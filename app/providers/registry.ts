/** Finds providers by the key stored with the data. An unknown key is a fault, not a default. */
export interface Registry<Provider> {
  readonly keys: readonly string[]
  readonly all: readonly Provider[]
  has(key: string): boolean
  /** @throws Error naming the keys that are known. */
  get(key: string): Provider
}

/** @throws Error when two providers share a key. */
export function registry<Provider extends { readonly key: string }>(
  kind: string,
  providers: readonly Provider[],
): Registry<Provider> {
  const byKey = new Map(providers.map((provider) => [provider.key, provider]))
  if (byKey.size !== providers.length) throw new Error(`two ${kind} providers share a key`)
  return {
    keys: [...byKey.keys()],
    all: providers,
    has: (key) => byKey.has(key),
    get(key) {
      const found = byKey.get(key)
      if (!found)
        throw new Error(`no ${kind} provider "${key}"; known: ${[...byKey.keys()].join(', ')}`)
      return found
    },
  }
}

/** A store for the pages' own tests: one shop from the seed, nothing that runs by itself. */
import { act } from '../act.ts'
import type { StoreContext } from '../http.ts'
import { signIdToken } from '../id-token.ts'
import { makeWorld } from '../make-world.ts'
import { placeOrder } from '../orders/place.ts'
import { makeSeed } from '../seed/index.ts'
import type { World } from '../world.ts'

export interface LittleStore extends StoreContext {
  readonly shop: World
  /** Topics and callbacks that went out so far. */
  readonly told: readonly string[]
  /** Places the nth order of the seed. */
  place(n: number): ReturnType<typeof placeOrder>
}

type Settings = Partial<Pick<StoreContext, 'apiKey' | 'apiSecret' | 'appUrl' | 'baseUrl'>>

export function littleStore(settings: Settings = {}): LittleStore {
  const told: string[] = []
  const seed = makeSeed(7)
  const shop = makeWorld(
    seed,
    {
      domain: seed.shop.domain,
      installed: true,
      bucket: { maximum: 2000, restoreRate: 100 },
      randomSeed: 7,
      serviceCallbackUrl: null,
    },
    {
      send: ({ topic }) => void told.push(topic),
      callBack: (url) => void told.push(url),
      changed: () => undefined,
    },
  )
  const keys = { apiKey: 'key-of-the-app', apiSecret: 'a-secret-of-the-app-in-tests', ...settings }
  return {
    baseUrl: 'http://127.0.0.1:4001',
    appUrl: 'http://127.0.0.1:4002',
    ...keys,
    worlds: new Map([[shop.shop.domain, shop]]),
    world: (name) => {
      if (name !== shop.shop.domain) throw new Error(`no shop "${name}"`)
      return shop
    },
    idToken: (of) => signIdToken(of, keys),
    shop,
    told,
    place: (n) => act(shop, (one) => placeOrder(one, seed.order(n), n)),
  }
}

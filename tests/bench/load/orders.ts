import { placeNext } from '#tests/store/background.ts'
import { makeWorld } from '#tests/store/make-world.ts'
import { makeSeed } from '#tests/store/seed/index.ts'

/**
 * Bodies of `orders/create` as the stand-in store writes them, from 6 to 20 KB each: the shop's own orders,
 * one after the other. The same count gives the same orders.
 */
export function orderBodies(count: number): readonly Buffer[] {
  const bodies: Buffer[] = []
  const seed = makeSeed(1)
  const world = makeWorld(
    seed,
    {
      domain: seed.shop.domain,
      installed: true,
      bucket: { maximum: 2_000, restoreRate: 100 },
      randomSeed: 1,
      serviceCallbackUrl: null,
    },
    {
      send: ({ topic, body }) => {
        if (topic === 'orders/create') bodies.push(Buffer.from(JSON.stringify(body())))
      },
      callBack: () => undefined,
      changed: () => undefined,
    },
  )
  while (bodies.length < count) placeNext(world)
  return bodies
}

/** The same order under other ids, by another buyer at another door: an order of its own, and no duplicate of any. */
export function renumbered(body: Buffer, nth: number): Buffer {
  const text = body.toString('utf8')
  const id = /"id":(\d{13})/.exec(text)?.[1] ?? ''
  const lines = [...text.matchAll(/"admin_graphql_api_id":"gid:\/\/shopify\/LineItem\/(\d+)"/g)]
  const fresh = (old: string, salt: number) =>
    String(6_000_000_000_000 + salt * 20_000_000 + nth).slice(0, old.length)
  let now = text.replaceAll(id, fresh(id, 0)).replace(/"name":"#\d+"/, `"name":"#${100_000 + nth}"`)
  lines.forEach(([, line = ''], at) => {
    now = now.replaceAll(line, fresh(line, at + 1))
  })
  return Buffer.from(anotherBuyer(now, nth))
}

function anotherBuyer(text: string, nth: number): string {
  const digits = String(nth).padStart(6, '0')
  return text
    .replace(/"email":"([^"@]+)@/g, `"email":"$1.${nth}@`)
    .replace(/"contact_email":"([^"@]+)@/g, `"contact_email":"$1.${nth}@`)
    .replace(/"address1":"([^"]*)"/g, `"address1":"${nth} $1"`)
    .replace(/"phone":"([^"\\]*)"/g, (_, phone: string) => `"phone":"${ending(phone, digits)}"`)
    .replace(/("customer":\{"id":)\d+/, `$1${7_000_000_000_000 + nth}`)
    .replace(/gid:\/\/shopify\/Customer\/\d+/g, `gid://shopify/Customer/${7_000_000_000_000 + nth}`)
}

/** The number with other digits at its end, written as it was. */
function ending(phone: string, digits: string): string {
  const ends = [...digits]
  return [...phone]
    .reverse()
    .map((sign) => (/\d/.test(sign) ? (ends.pop() ?? sign) : sign))
    .reverse()
    .join('')
}

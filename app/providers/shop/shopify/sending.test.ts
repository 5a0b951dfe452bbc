import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { noFaults } from '../../../../tests/store/make-world.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import { redirectShopTraffic } from '../../../../tests/store/redirect.ts'
import { gid } from '../../../kernel/ids.ts'
import type { FulfilRequest } from '../contract.ts'

const joined = oneShop({ seed: littleSeed })
afterEach(() => {
  joined().standIn.world().cells.faults = noFaults
  redirectShopTraffic(joined().standIn.baseUrl)
})
const wrong = (api: Partial<typeof noFaults.api>) => {
  joined().standIn.world().cells.faults = { ...noFaults, api: { ...noFaults.api, ...api } }
}

async function anOrderToFulfil(): Promise<FulfilRequest> {
  const { provider, store, standIn } = joined()
  const placed = act(standIn.world(), (acting) => placeOrder(acting, littleOrder(), null))
  const orderGid = gid(`gid://shopify/Order/${placed.id}`)
  const [one] = await provider.fulfillmentOrders(store, orderGid)
  const [line] = one?.lines ?? []
  if (!one || !line) throw new Error('nothing to fulfil')
  return {
    orderGid,
    lines: [{ fulfillmentOrderGid: one.gid, lineGid: line.gid, quantity: 2 }],
    tracking: { company: 'DHL Express', numbers: [`JJD${placed.id}`], urls: [] },
    notifyCustomer: false,
  }
}

describe('a store in trouble', () => {
  test('that throttles now and then is asked again', async () => {
    const { provider, store } = joined()
    wrong({ throttled: 1 })
    const asked = provider.shop(store)
    await wait(300)
    wrong({ throttled: 0 })
    expect(await asked).toBeTruthy()
  })

  test('that throttles for good is left to a later try, with the time to wait', async () => {
    const { store, anotherProcess } = joined()
    wrong({ throttled: 1 })
    const late = anotherProcess({ patienceMs: 1_500 }).shop(store)
    await expect(late).rejects.toMatchObject({
      code: 'provider_unavailable',
      retry: 'later',
      waitMs: 1000,
    })
  })

  test.each([
    ['429', { error429: 1 }],
    ['5xx', { error5xx: 1 }],
  ])('that answers %s leaves unknown what it did', async (_, fault) => {
    const { provider, store } = joined()
    wrong(fault)
    await expect(provider.shop(store)).rejects.toMatchObject({
      code: 'provider_unavailable',
      retry: 'later',
    })
  })

  test('that cuts the line after the work is asked again without harm', async () => {
    const { provider, store, standIn } = joined()
    const request = await anOrderToFulfil()
    const before = standIn.counts().totals.fulfillments
    let done = false
    for (let tries = 0; tries < 60 && !done; tries += 1) {
      // The first is cut for certain, the others by chance.
      wrong({ timeoutAfterWork: tries === 0 ? 1 : 0.5, hangMs: 20 })
      try {
        await provider.fulfil(store, request)
        done = true
      } catch (fault) {
        expect(fault).toMatchObject({ code: 'provider_unavailable' })
      }
    }
    expect(done).toBe(true)
    const { totals } = standIn.counts()
    expect(totals.fulfillments).toBe(before + 1)
    expect(totals.doubles.all).toBe(0)
  })

  test('that does not answer in time is not waited for', async () => {
    const { store, anotherProcess } = joined()
    wrong({ timeoutAfterWork: 1, hangMs: 5_000 })
    const slow = anotherProcess({ timeoutMs: 200 }).shop(store)
    await expect(slow).rejects.toThrow('no answer within 0.2 s')
    await expect(slow).rejects.toMatchObject({ code: 'provider_unavailable' })
  })
})

describe('an address that is no store', () => {
  async function answering(listener: RequestListener, work: () => Promise<void>) {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() satisfies string | AddressInfo | null as AddressInfo
    redirectShopTraffic(`http://127.0.0.1:${port}`)
    try {
      await work()
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  const asking = () => joined().provider.shop(joined().store)

  test('a page instead of data is unreadable', () =>
    answering(
      (_, response) => response.setHeader('content-type', 'text/html').end('<h1>Back soon</h1>'),
      () => expect(asking()).rejects.toMatchObject({ code: 'provider_answer_unreadable' }),
    ))

  test('another shape of answer is unreadable, and the place is named', () =>
    answering(
      (_, response) => response.end(JSON.stringify({ data: { shop: { name: 7 } } })),
      async () => {
        await expect(asking()).rejects.toMatchObject({ code: 'provider_answer_unreadable' })
        await expect(asking()).rejects.toThrow('shop.name')
      },
    ))

  test('a redirect is not followed: the token stays here', () => {
    let elsewhere = 0
    return answering(
      (request, response) => {
        if (request.url === '/elsewhere') elsewhere += 1
        response.writeHead(302, { location: '/elsewhere' }).end()
      },
      async () => {
        await expect(asking()).rejects.toMatchObject({ code: 'provider_answer_unreadable' })
        expect(elsewhere).toBe(0)
      },
    )
  })

  test('half an answer is a cut line', () =>
    answering(
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"data":')
        setTimeout(() => response.destroy(), 20)
      },
      () => expect(asking()).rejects.toMatchObject({ code: 'provider_unavailable' }),
    ))

  test('nobody there is a cut line', async () => {
    redirectShopTraffic('http://127.0.0.1:9')
    await expect(asking()).rejects.toMatchObject({ code: 'provider_unavailable' })
  })

  test('a frozen store says so', () =>
    answering(
      (_, response) => response.writeHead(402).end('{"errors":"Unavailable Shop"}'),
      () => expect(asking()).rejects.toThrow('frozen'),
    ))
})

test('a domain where nobody installed the app is refused', async () => {
  const { provider } = joined()
  await expect(provider.shop({ domain: 'other.myshopify.com' })).rejects.toMatchObject({
    code: 'provider_refused',
    reasons: ['The app is not installed at other.myshopify.com'],
  })
})

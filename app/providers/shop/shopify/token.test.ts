import { beforeEach, describe, expect, test } from 'vitest'
import { oneShop, sessionOf } from '../../../../tests/shop.ts'
import { littleSeed } from '../../../../tests/store/little-seed.ts'
import { expireAccess, issueToken, revokeAll } from '../../../../tests/store/tokens.ts'

const joined = oneShop({ seed: littleSeed })

/** The merchant opened the app: a new token is kept. */
async function opened(expiresIn = 3600) {
  const { sessions, standIn } = joined()
  const wish = { kind: 'offline', userId: null, expiring: true, expiresIn } as const
  const token = issueToken(standIn.world(), wish)
  await sessions.storeSession(sessionOf(standIn.shop, token))
  return token
}
const kept = () => joined().sessions.loadSession(`offline_${joined().standIn.shop}`)
const issued = () => joined().standIn.world().cells.tokens.length

beforeEach(async () => {
  revokeAll(joined().standIn.world())
  await joined().database.owner.query('update store_budget set refreshing_until = null')
})

describe("a store's token", () => {
  test('that ends within five minutes is refreshed before it is used', async () => {
    const { anotherProcess, store } = joined()
    const token = await opened(200)
    await anotherProcess().shop(store)
    const now = await kept()
    expect(now?.accessToken).not.toBe(token.token)
    expect(now?.refreshToken).not.toBe(token.refreshToken)
    expect(now?.expires?.getTime()).toBeGreaterThan(Date.now() + 3_000_000)
  })

  test('is refreshed once when many calls of many processes need it at the same time', async () => {
    const { anotherProcess, store } = joined()
    await opened(200)
    const processes = [anotherProcess(), anotherProcess(), anotherProcess()]
    const calls = processes.flatMap((one) => [one.shop(store), one.shop(store)])
    expect(await Promise.all(calls)).toHaveLength(6)
    expect(issued()).toBe(2)
  })

  test('that the store does not take any more is refreshed once, and the call goes through', async () => {
    const { anotherProcess, store, standIn } = joined()
    await opened()
    const provider = anotherProcess()
    await provider.shop(store)
    expireAccess(standIn.world())
    expect(await provider.shop(store)).toMatchObject({ name: 'Little' })
    expect(issued()).toBe(2)
  })

  test('that was replaced when the app was opened again is read anew, without a refresh', async () => {
    const { anotherProcess, store, standIn } = joined()
    await opened()
    const provider = anotherProcess()
    await provider.shop(store)
    revokeAll(standIn.world())
    await opened()
    expect(await provider.shop(store)).toMatchObject({ name: 'Little' })
    expect(issued()).toBe(1)
  })

  test('of an app that was uninstalled says what the merchant has to do', async () => {
    const { anotherProcess, store, standIn } = joined()
    await opened()
    const provider = anotherProcess()
    await provider.shop(store)
    revokeAll(standIn.world())
    await expect(provider.shop(store)).rejects.toMatchObject({
      code: 'provider_refused',
      reasons: [expect.stringContaining('has to be opened there once more')],
    })
  })

  test('that was never there says the same', async () => {
    const { anotherProcess, store, sessions, standIn } = joined()
    await sessions.deleteSession(`offline_${standIn.shop}`)
    await expect(anotherProcess().shop(store)).rejects.toMatchObject({
      code: 'provider_refused',
      codes: ['NOT_CONNECTED'],
    })
  })

  test('is taken over from a process that died while refreshing it', async () => {
    const { anotherProcess, store, shop, database } = joined()
    await opened(200)
    await database.pool.query('select app.lease_token_refresh($1, 1)', [shop])
    const begun = Date.now()
    await anotherProcess().shop(store)
    expect(Date.now() - begun).toBeGreaterThan(700)
    expect(issued()).toBe(2)
  })

  test('of another app is refused after one try', async () => {
    const { anotherProcess, store, sessions } = joined()
    const token = await opened()
    const odd = { ...token, token: 'shpat_of_another_app', expiresAt: null, refreshToken: null }
    await sessions.storeSession(sessionOf(store.domain, odd))
    await expect(anotherProcess().shop(store)).rejects.toMatchObject({
      codes: ['NOT_CONNECTED'],
    })
  })
})

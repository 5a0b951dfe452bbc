import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { installShop } from './shopify.server.ts'

/** Whoever installs first seals before the others are through: again and again, since the moment is short. */
const domains = Array.from({ length: 12 }, (_, nth) => `at-once-${nth}.myshopify.com`)

test('whoever installs at the same moment gets one shop and one key, and what was sealed by it stays open', async ({
  database,
}) => {
  for (const domain of domains) {
    const sealed = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const shop = await installShop(database, domain)
        const vault = await database.vaults.of(shop)
        return { shop, bytes: vault.seal('Zoë') }
      }),
    )
    const [first] = sealed
    if (!first) throw new Error('nobody installed')
    expect(sealed.map(({ shop }) => shop)).toEqual(sealed.map(() => first.shop))
    database.vaults.forget(first.shop)
    const vault = await database.vaults.of(first.shop)
    expect(sealed.map(({ bytes }) => vault.open(bytes))).toEqual(sealed.map(() => 'Zoë'))
  }
  expect((await database.jobs()).map(({ task }) => task)).toEqual(
    domains.map(() => 'intake.welcome'),
  )
})

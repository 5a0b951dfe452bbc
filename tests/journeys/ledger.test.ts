import { expect } from 'vitest'
import { type TestDatabase, test } from '../database.ts'
import { type Drill, runDrill } from '../ledger/drill.ts'
import { faults } from '../ledger/faults.ts'
import { makeGround } from '../ledger/ground.ts'

/** A small warehouse in which everybody wants the same things. */
async function drill(
  database: TestDatabase,
  how: Pick<Drill, 'commands' | 'kills' | 'seed'> & Pick<Partial<Drill>, 'fault'>,
) {
  const ground = await makeGround(database.db, await database.addShop(), {
    items: 5,
    shipments: 14,
  })
  const { appUrl: url, owner } = database
  return runDrill({ url, owner, ground, connections: 8, ...how })
}

test('whatever eight people do at once, killed and repeated, ledger, levels and reservations are what they must be', async ({
  database,
}) => {
  const result = await drill(database, { commands: 640, kills: 2, seed: 3 })
  expect(result.violations).toEqual([])
  expect(result.kills).toBe(2)
  expect(result.answers['moved']).toBeGreaterThan(100)
  expect(result.answers['seen']).toBeGreaterThan(0)
  expect(result.answers['unknown']).toBeGreaterThan(0)
})

for (const fault of faults)
  test(`the comparison finds a planted fault: ${fault}`, async ({ database }) => {
    // Which of them meet is chance: one run in many sees nobody meet.
    const found: string[] = []
    for (const seed of [5, 6, 7])
      if (found.length === 0)
        found.push(...(await drill(database, { commands: 320, kills: 0, seed, fault })).violations)
    expect(found.length).toBeGreaterThan(0)
  })

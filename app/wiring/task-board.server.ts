import { z } from 'zod'
import { planFloor } from '../journey/jobs.ts'
import type { ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { listTasks, taskKinds } from '../stages/stock/index.server.ts'
import { listPeople } from './people.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

const pageQuery = z.object({
  kind: z.enum(taskKinds).nullable().catch(null),
  state: z.enum(['open', 'done']).catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** What is to be done with goods, for the list of it in the admin and on the floor. */
export async function taskBoard(request: Request, shop: ShopId) {
  const open = services()
  const query = pageQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { rows, more, open: counts } = await listTasks(open, shop, query)
  const { timeZone } = await open.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { timeZone: true },
  })
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const now = Date.now()
  return {
    ...{ more, counts, query, timeZone },
    rows: rows.map((row) => ({
      ...row,
      isLate: row.state !== 'done' && row.dueAt.getTime() < now,
      dueAt: row.dueAt.toISOString(),
      doneAt: row.doneAt?.toISOString() ?? null,
      doneBy: row.doneBy && (names.get(row.doneBy) ?? row.doneBy),
    })),
  }
}

/** Asks what is due on the floor now, without waiting for the hour. */
export async function taskBoardAction(request: Request, shop: ShopId) {
  if ((await readForm(request)).get('intent') !== 'plan')
    return { status: 400, body: { ok: false, words: 'This form is not complete' } }
  await withShop(services().db, shop, (tx) =>
    enqueue(tx, planFloor, { shopId: shop }, { key: `${planFloor.name}:${shop}` }),
  )
  const words = 'What is due shows here shortly: load the page again.'
  return { status: 200, body: { ok: true, words } }
}

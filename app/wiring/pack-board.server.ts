import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { openListed } from '../journey/holds/hold-reason.ts'
import { mayDo } from '../journey/permissions.ts'
import type { ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import {
  benchWords,
  handOut,
  openAtBench,
  openWords,
  type PackRow,
  readPackBoard,
} from '../stages/pack/index.server.ts'
import { zonesInWords } from '../stages/pack/index.ts'
import { listPeople } from './people.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'
import type { Person } from './signed-in.server.ts'

interface Who {
  readonly shop: ShopId
  readonly person: Person
}

/** What waits at the bench and at the counter. */
export async function packBoard({ shop, person }: Who) {
  const open = services()
  const board = await readPackBoard(open, shop)
  const vault = await open.vaults.of(shop)
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const shown = (row: PackRow) => ({
    ...row,
    held: row.held.map((one) => openListed(vault, one)),
    dueAt: row.dueAt?.toISOString() ?? null,
    packer:
      row.packer === null
        ? null
        : row.packer === person.handle
          ? 'you'
          : (names.get(row.packer) ?? 'somebody'),
  })
  return {
    waiting: board.waiting.map(shown),
    comingTogether: board.comingTogether.map(({ id, number, slot, dueAt, gathering }) => ({
      ...{ id, number, slot, dueAt: dueAt?.toISOString() ?? null },
      zones: zonesInWords(gathering),
      missing: [
        ...gathering.walked.map(
          (one) => `${one.zone} (${names.get(one.picker) ?? 'somebody'} walks there)`,
        ),
        ...gathering.waiting.map((zone) => `${zone} (nobody walks there yet)`),
      ],
    })),
    toCollect: board.toCollect.map(shown),
    more: board.more,
    mayPack: mayDo(person.role, 'pack.do'),
    timeZone,
    now: new Date().toISOString(),
  }
}

const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('open'), code: z.string().max(200) }),
  z.object({ intent: z.literal('collected'), shipment: z.uuid() }),
])

/** Opens what was scanned at the bench; hands goods out over the counter. */
export async function packBoardAction(
  request: Request,
  { shop, person }: Who,
  place: '/app' | '/floor',
) {
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success)
    return data({ ok: false, words: 'This form is not complete', at: Date.now() }, { status: 400 })
  const form = read.data
  if (form.intent === 'open') {
    const answer = await openAtBench(services(), shop, { code: form.code, by: person.handle })
    return answer.ok
      ? redirect(`${place}/pack/${answer.value.shipmentId}`)
      : data({ ok: false, words: openWords(answer.refusal), at: Date.now() }, { status: 409 })
  }
  const answer = await handOut(services(), shop, { shipmentId: form.shipment, by: person.handle })
  return answer.ok
    ? { ok: true, words: 'Handed out', at: Date.now() }
    : data({ ok: false, words: benchWords(answer.refusal), at: Date.now() }, { status: 409 })
}

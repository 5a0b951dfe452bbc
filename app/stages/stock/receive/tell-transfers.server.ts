import { z } from 'zod'
import { tellTransfers as tellTransfersJob } from '../../../journey/jobs.ts'
import { shopDomain } from '../../../journey/shop-domain.server.ts'
import { ProviderRefused } from '../../../kernel/faults.ts'
import { howMany } from '../../../kernel/how-many.ts'
import { gid, requestKey, type ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { IncomingShipment } from '../../../providers/shop/contract.ts'
import type { TransferDeps } from './read-transfers.server.ts'

const prefix = 'receive_transfer:'

/** Pieces that came, by item; once worked out, the store's lines they are told on. */
const told = z.object({
  shipment: z.string(),
  pieces: z.array(z.object({ itemId: z.string(), good: z.number(), bad: z.number() })),
  lines: z
    .array(z.object({ lineGid: z.string(), quantity: z.number(), isGood: z.boolean() }))
    .optional(),
})
type Told = z.infer<typeof told>
export type CamePieces = Told['pieces'][number]

/**
 * Books that the store is told which pieces of its transfer came, in the caller's transaction.
 * @param occasion the same one is told once.
 * @returns false for an inbound that is no transfer of the store's.
 */
export async function bookTransferTold(
  tx: ShopTx,
  inboundId: string,
  occasion: string,
  pieces: readonly CamePieces[],
): Promise<boolean> {
  const inbound = await tx.inbound.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: inboundId } },
    select: { sourceGid: true },
  })
  if (!inbound?.sourceGid) return false
  const came = pieces.filter(({ good, bad }) => good + bad > 0)
  if (came.length === 0) return true
  await tx.outsideCall.createMany({
    data: [
      {
        ...{ shopId: tx.shopId, kind: 'receive_transfer', key: `${prefix}${occasion}` },
        answer: { shipment: inbound.sourceGid, pieces: [...came] },
      },
    ],
    skipDuplicates: true,
  })
  await enqueue(
    tx,
    tellTransfersJob,
    { shopId: tx.shopId },
    { key: `${tellTransfersJob.name}:${tx.shopId}` },
  )
  return true
}

/**
 * Tells the store which pieces of its transfers came, each once. What is sent is fixed before it is sent, so that a
 * call whose end is not known is repeated as it was; what the store refuses is kept with its words.
 * @throws ProviderUnavailable when the store did not answer: run again.
 */
export async function tellTransfers(deps: TransferDeps, shop: ShopId): Promise<void> {
  const domain = await withShop(deps.db, shop, shopDomain)
  const calls = await withShop(deps.db, shop, (tx) =>
    tx.outsideCall.findMany({
      where: { shopId: shop, kind: 'receive_transfer', state: 'booked' },
      orderBy: { id: 'asc' },
      take: 100,
    }),
  )
  for (const call of calls) {
    const before = told.parse(call.answer)
    const known = before.lines ? [] : await deps.shop.incomingShipments({ domain })
    const sent = before.lines ? before : await fixLines(deps, shop, call.id, before, known)
    const refused = await send(deps, domain, call.id, sent)
    await withShop(deps.db, shop, (tx) =>
      tx.outsideCall.update({
        where: { shopId_id: { shopId: shop, id: call.id } },
        data: {
          ...{ state: refused ? 'refused' : 'done', error: refused, doneAt: new Date() },
          attempts: { increment: 1 },
        },
      }),
    )
  }
}

async function send(
  { shop }: TransferDeps,
  domain: string,
  callId: string,
  { shipment, pieces, lines = [] }: Told,
): Promise<string | null> {
  const sent = lines.map((line) => ({ ...line, lineGid: gid(line.lineGid) }))
  try {
    if (sent.length > 0)
      await shop.receiveShipment(
        { domain },
        gid(shipment),
        sent,
        requestKey('receive_transfer', callId),
      )
  } catch (fault) {
    if (!(fault instanceof ProviderRefused)) throw fault
    return fault.reasons.join('; ')
  }
  const came = pieces.reduce((sum, { good, bad }) => sum + good + bad, 0)
  const rest = came - lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return rest > 0 ? `the store expected ${howMany(rest, 'piece')} fewer: compare the counts` : null
}

async function fixLines(
  { db }: TransferDeps,
  shop: ShopId,
  callId: string,
  before: Told,
  incoming: readonly IncomingShipment[],
): Promise<Told> {
  return withShop(db, shop, async (tx) => {
    const items = await tx.item.findMany({
      where: { shopId: shop, id: { in: before.pieces.map(({ itemId }) => itemId) } },
      select: { id: true, inventoryItemGid: true },
    })
    const gidOf = new Map(items.map((item) => [item.id, item.inventoryItemGid]))
    const open = incoming.find(({ gid: one }) => one === before.shipment)?.lines ?? []
    const fixed = { ...before, lines: [...spread(before.pieces, open, (id) => gidOf.get(id))] }
    await tx.outsideCall.update({
      where: { shopId_id: { shopId: shop, id: callId } },
      data: { answer: fixed },
    })
    return fixed
  })
}

/** Good pieces first, then refused ones, on the store's lines of their item, as far as those are open. */
export function* spread(
  pieces: readonly CamePieces[],
  lines: IncomingShipment['lines'],
  gidOf: (itemId: string) => string | null | undefined,
): Generator<NonNullable<Told['lines']>[number]> {
  for (const { itemId, good, bad } of pieces) {
    const open = [
      { left: good, isGood: true },
      { left: bad, isGood: false },
    ]
    for (const line of lines.filter(({ inventoryItemGid }) => inventoryItemGid === gidOf(itemId))) {
      let room = line.open
      for (const part of open) {
        const quantity = Math.min(part.left, room)
        part.left -= quantity
        room -= quantity
        if (quantity > 0) yield { lineGid: line.gid, quantity, isGood: part.isGood }
      }
    }
  }
}

import { advanceShipment } from '../../journey/advance.server.ts'
import { daysAfter, dueBeforeLeaving } from '../../journey/due.ts'
import { goodsHeldBy, moveGoods, moveHeld } from '../../journey/goods-ledger.server.ts'
import { readyForPickup } from '../../journey/jobs.ts'
import { sealPackerWords } from '../../journey/own-words.ts'
import { planAnew } from '../../journey/plan-anew.server.ts'
import { shopSettingsIn } from '../../journey/settings.server.ts'
import { isSlot } from '../../journey/slots.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { howMany } from '../../kernel/how-many.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { CartonSort } from './carton/goods.ts'
import { keepChoice } from './carton-choice.server.ts'
import {
  type DecidedParcels,
  decideParcels,
  type GivenParcel,
  type ParcelRefusal,
  type WeighedParcels,
} from './decide-parcels.ts'
import { isVerified } from './decide-piece.ts'
import { bookUsed, type ExtraAtBench, readBeside } from './extras/extras.server.ts'
import { type BenchRefusal, holdAtBench } from './pack-piece.server.ts'
import { readCartons } from './read-cartons.server.ts'
import type { BenchShipment, PackDeps } from './shipment-at-bench.server.ts'
import type { Tolerance } from './weigh.ts'

export interface PackingDone {
  readonly shipmentId: string
  /** At least one. */
  readonly parcels: readonly GivenParcel[]
  /** Why the parcel is right although its weight is not what was expected; null: nobody says so. */
  readonly weightReason: string | null
  /** Lets it go though not every piece was scanned: a named person says why. */
  readonly override: string | null
  readonly by: string
}

export type FinishRefusal =
  | BenchRefusal
  | ParcelRefusal
  | { readonly kind: 'not_verified'; readonly missing: readonly string[] }

/** For the packer. */
export function finishWords(refusal: Exclude<FinishRefusal, BenchRefusal>): string {
  switch (refusal.kind) {
    case 'not_verified':
      return `Not scanned yet: ${refusal.missing.join(', ')}`
    case 'weight_off':
      return `The scale says ${refusal.given} g, ${refusal.expected} g were expected. Look into the parcel again`
    case 'no_such_carton':
      return 'There is no such carton'
    case 'weigh_each':
      return 'Several parcels: type what the scale says for each'
    case 'weigh_it':
      return 'Put it on the scale first: every parcel is weighed here'
    case 'more_parcels_than_pieces':
      return `${refusal.parcels} parcels cannot be made of ${howMany(refusal.pieces, 'piece')}`
  }
}

/**
 * Closes the parcel: every piece was scanned, or a named person lets it go. Goods for the counter are
 * ready to be collected from here; the others wait for their label.
 */
export async function finishPacking(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  done: PackingDone,
): Promise<Outcome<'packed' | 'awaiting_collection', FinishRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const at = await holdAtBench(tx, done.shipmentId, done.by)
    if (!at.ok) return at
    const shipment = at.value
    const cartons = await readCartons(tx)
    const settings = await shopSettingsIn(tx)
    const { extras } = await readBeside(tx, vault, shipment)
    const parcel = decideFinish(shipment, cartons, { ...done, settings, extras })
    if (!parcel.ok) return parcel
    const { verified, override, parcels, off } = parcel.value
    await keepParcels(tx, shipment, parcels)
    await noteWeight(tx, shipment, { parcels, off, done })
    await keepChoice(tx, shipment, { cartons, parcels, by: done.by })
    await tx.shipment.update({
      where: { shopId_id: { shopId: shop, id: shipment.id } },
      data: {
        packer: done.by,
        tote: null,
        verifiedAt: verified ? new Date() : null,
        overrideBy: override === null ? null : done.by,
        ...sealPackerWords(vault, { override, weight: off && (done.weightReason?.trim() ?? '') }),
      },
    })
    if (isSlot(shipment.tote)) await planAnew(tx)
    if (!verified) await noteOverride(tx, shipment, { by: done.by, extras })
    await bookUsed(tx, shipment, { extras, by: done.by })
    await packGoods(tx, shipment, done.by)
    await closeWork(tx, shipment, done.by)
    return accept(await moveOn(tx, shipment, done.by))
  })
}

interface DecidedFinish extends WeighedParcels {
  readonly verified: boolean
  /** Why it goes out unverified; null when it is verified. */
  readonly override: string | null
}

function decideFinish(
  shipment: BenchShipment,
  cartons: readonly CartonSort[],
  done: PackingDone & {
    readonly settings: Tolerance & { readonly weighEvery: boolean }
    readonly extras: readonly ExtraAtBench[]
  },
): Outcome<DecidedFinish, FinishRefusal> {
  const missing = [...missingOf(shipment), ...missingBeside(done.extras)]
  const verified = missing.length === 0
  const reason = done.override?.trim() ?? ''
  if (!verified && reason === '') return refuse({ kind: 'not_verified', missing })
  const weightReason = done.weightReason?.trim() || null
  const { settings } = done
  const weighed = decideParcels(shipment.lines, cartons, {
    ...done,
    ...{ weightReason, tolerance: settings, mustWeigh: settings.weighEvery },
  })
  if (!weighed.ok) return weighed
  return accept({ ...weighed.value, verified, override: verified ? null : reason })
}

const missingOf = (shipment: BenchShipment): readonly string[] =>
  shipment.lines
    .filter((line) => line.packed < line.quantity)
    .map((line) => `${line.quantity - line.packed} × ${line.title}`)

/** What the shop's rules want in it and nobody said is in. */
const missingBeside = (extras: readonly ExtraAtBench[]): readonly string[] =>
  extras.filter((one) => one.must && !one.isIn).map((one) => `${one.quantity} × ${one.name}`)

/** Parcels 1, 2, … as they were closed; one that was closed before and is no more is taken away. */
async function keepParcels(tx: ShopTx, shipment: BenchShipment, parcels: DecidedParcels) {
  const of = { shopId: tx.shopId, shipmentId: shipment.id }
  for (const [at, { carton, grams }] of parcels.entries()) {
    const key = { ...of, position: at + 1 }
    const data = { cartonId: carton?.id ?? null, grams }
    await tx.parcel.upsert({
      where: { shopId_shipmentId_position: key },
      create: { ...key, ...data, orderId: shipment.orderId },
      update: data,
    })
  }
  await tx.parcel.deleteMany({
    where: { ...of, position: { gt: parcels.length }, trackingNumber: null, boughtAt: null },
  })
}

/** What was weighed, and by whose word a weight that is off goes out: the evidence beside the scans. */
async function noteWeight(
  tx: ShopTx,
  shipment: BenchShipment,
  {
    parcels,
    off,
    done,
  }: {
    readonly parcels: DecidedParcels
    readonly off: WeighedParcels['off']
    readonly done: PackingDone
  },
) {
  const grams = parcels.flatMap((one) => one.grams ?? [])
  const of = { shopId: tx.shopId, shipmentId: shipment.id, room: 'pack' }
  const scans = await tx.floorScan.count({ where: of })
  const refused = await tx.floorScan.count({ where: { ...of, refusal: { not: null } } })
  const weight = grams.length > 0 ? `, ${grams.map((one) => `${one} g`).join(' + ')}` : ''
  await note(tx, shipment.orderId, {
    room: 'pack',
    kind: off ? 'weight_override' : 'packed_with',
    by: done.by,
    text: off
      ? `${shipment.number} weighs ${off.given} g, ${off.expected} g were expected: let go by a named person`
      : `${shipment.number} was packed with ${howMany(scans, 'scan')}, ${refused} refused${weight}`,
    detail: { shipmentId: shipment.id, scans, refused, grams, ...(off ?? {}) },
  })
}

/** The reason is the packer's own words and stays with the shipment; the timeline says that it happened. */
const noteOverride = (
  tx: ShopTx,
  shipment: BenchShipment,
  { by, extras }: { readonly by: string; readonly extras: readonly ExtraAtBench[] },
) =>
  note(tx, shipment.orderId, {
    room: 'pack',
    kind: 'override',
    by,
    text: `${shipment.number} was packed without scanning everything: ${[...missingOf(shipment), ...missingBeside(extras)].join(', ')}`,
    detail: { shipmentId: shipment.id },
  })

async function packGoods(tx: ShopTx, shipment: BenchShipment, by: string) {
  const held = await goodsHeldBy(tx, shipment.id, 'picked')
  const moved = await moveGoods(tx, {
    key: `pack:${shipment.id}:${shipment.version}`,
    cause: 'packed',
    by,
    orderId: shipment.orderId,
    shipmentId: shipment.id,
    moves: moveHeld(held, ({ binId }) => ({ binId, state: 'packed' })),
  })
  if (!moved.ok) throw new MovedMeanwhile(`goods of ${shipment.number} moved while packed`)
}

const closeWork = (tx: ShopTx, shipment: BenchShipment, by: string) =>
  tx.workOrder.updateMany({
    where: { shopId: tx.shopId, key: `pick_and_pack:${shipment.id}`, state: 'open' },
    data: { state: 'done', doneAt: new Date(), doneBy: by, outcome: 'packed' },
  })

/** How long goods wait at the counter before somebody should ask. */
const collectDays = 7

async function moveOn(tx: ShopTx, shipment: BenchShipment, by: string) {
  const now = new Date()
  const move = { room: 'pack', by } as const
  const packed = await advanceShipment(
    tx,
    { ...shipment, state: 'packing' },
    {
      ...move,
      to: 'packed',
      reason: isVerified(shipment.lines) ? 'every piece was scanned' : 'let go by hand',
      next: {
        owner: 'warehouse',
        step: 'label',
        dueAt: dueBeforeLeaving(shipment.leaveBy, 'label', now),
      },
    },
  )
  if (!packed.ok) throw new MovedMeanwhile(`${shipment.number} moved while it was packed`)
  if (shipment.kind !== 'pickup') return 'packed' as const
  const ready = await advanceShipment(
    tx,
    { ...shipment, state: 'packed' },
    {
      ...move,
      to: 'awaiting_collection',
      reason: 'it waits at the counter',
      next: { owner: 'customer', step: 'collect', dueAt: daysAfter(now, collectDays) },
    },
  )
  if (!ready.ok) throw new MovedMeanwhile(`${shipment.number} moved while it was packed`)
  await enqueue(
    tx,
    readyForPickup,
    { shopId: tx.shopId, shipmentId: shipment.id },
    { key: `pack.ready_for_pickup:${shipment.id}` },
  )
  return 'awaiting_collection' as const
}

import { z } from 'zod'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { CartonSort } from './carton/goods.ts'
import type { RateCard } from './carton/rate-card.ts'
import { type CartonValues, decideCarton } from './carton-form.ts'
import type { FormRefusal } from './item-facts.ts'
import { decideRateCard } from './rate-card-form.ts'
import { readCartons, readRateCards } from './read-cartons.server.ts'
import type { PackDeps } from './shipment-at-bench.server.ts'

export interface CartonPage {
  readonly currency: string
  readonly cartons: readonly CartonSort[]
  readonly cards: readonly RateCard[]
  /** Items without a size: the first of them, and how many there are. */
  readonly unmeasured: readonly { readonly id: string; readonly title: string }[]
  readonly unmeasuredInAll: number
}

/** Everything the page about cartons shows. */
export const readCartonPage = ({ db }: PackDeps, shop: ShopId): Promise<CartonPage> =>
  withShop(db, shop, async (tx) => {
    const { currency } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const without = {
      ...{ shopId: shop, requiresShipping: true, giftCard: false },
      OR: [{ lengthMm: null }, { widthMm: null }, { heightMm: null }],
    }
    return {
      currency,
      cartons: await readCartons(tx),
      cards: await readRateCards(tx, currency),
      unmeasured: await tx.item.findMany({
        where: without,
        orderBy: { title: 'asc' },
        take: 12,
        select: { id: true, title: true },
      }),
      unmeasuredInAll: await tx.item.count({ where: without }),
    }
  })

type Given = { readonly id: string | null; readonly form: Record<string, unknown> }
const taken = (field: string, words: string) =>
  refuse<FormRefusal>({ kind: 'bad_form', fields: { [field]: words } })

/** Adds a carton, or changes one. One that was given up comes back with its name. */
export const saveCarton = (
  { db }: PackDeps,
  shop: ShopId,
  { id, form }: Given,
): Promise<Outcome<CartonValues, FormRefusal>> =>
  withShop(db, shop, async (tx) => {
    const { currency } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const read = decideCarton(form, currency)
    if (!read.ok) return read
    const { name } = read.value
    const known = await tx.carton.findUnique({ where: { shopId_name: { shopId: shop, name } } })
    if (known?.active && known.id !== id) return taken('name', 'There is a carton of this name')
    if (id !== null && known && known.id !== id)
      return taken('name', 'A carton that was given up has this name')
    const at = id ?? known?.id
    const data = { ...read.value, active: true }
    if (at) await tx.carton.updateMany({ where: { shopId: shop, id: at }, data })
    else await tx.carton.create({ data: { shopId: shop, ...data } })
    return read
  })

/** Takes a carton out of use; parcels that went out in it keep it. The last one stays. */
export const retireCarton = (
  { db }: PackDeps,
  shop: ShopId,
  id: string,
): Promise<Outcome<'retired', { readonly kind: 'last_carton' }>> =>
  withShop(db, shop, async (tx) => {
    const others = await tx.carton.count({ where: { shopId: shop, active: true, id: { not: id } } })
    if (others === 0) return refuse({ kind: 'last_carton' })
    await tx.carton.updateMany({ where: { shopId: shop, id }, data: { active: false } })
    return accept('retired')
  })

/** Adds a rate card, or changes one. */
export const saveRateCard = (
  { db }: PackDeps,
  shop: ShopId,
  { id, form }: Given,
): Promise<Outcome<'saved', FormRefusal>> =>
  withShop(db, shop, async (tx) => {
    const { currency } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const read = decideRateCard(form, currency)
    if (!read.ok) return read
    const { carrier, service } = read.value
    const known = await tx.rateCard.findUnique({
      where: { shopId_carrier_service: { shopId: shop, carrier, service } },
    })
    if (known && known.id !== id && (known.active || id !== null))
      return taken('service', 'There is a rate card for this service')
    const data = {
      ...{ ...read.value, currency, active: true },
      zones: z.json().parse(read.value.zones) ?? [],
      surcharges: z.json().parse(read.value.surcharges) ?? [],
    }
    const at = id ?? known?.id
    if (at) await tx.rateCard.updateMany({ where: { shopId: shop, id: at }, data })
    else await tx.rateCard.create({ data: { shopId: shop, ...data } })
    return accept('saved')
  })

export const retireRateCard = ({ db }: PackDeps, shop: ShopId, id: string): Promise<void> =>
  withShop(db, shop, async (tx) => {
    await tx.rateCard.updateMany({ where: { shopId: shop, id }, data: { active: false } })
  })

import { normalEmail } from '../../../journey/buyer.ts'
import { daysAfter } from '../../../journey/due.ts'
import { type FormContent, formContent } from '../../../journey/order-form.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { FormDeps } from './deps.server.ts'

/** A form nobody touched for so long is thrown away with what it says of people. */
const keptDays = 30

export type SaveRefusal =
  /** Somebody saved it in another window since. */
  | { readonly kind: 'changed_elsewhere' }
  /** It is on its way into the store, or there. */
  | { readonly kind: 'committed' }

/** Columns that follow from what was typed. */
export const sealedColumns = (vault: ShopVault, content: FormContent) => ({
  channel: content.channel,
  sealed: vault.seal(content),
  emailHash: content.email.trim() ? vault.hash(normalEmail(content.email)) : null,
  customerGid: content.customerGid,
})

/**
 * Keeps what was typed so far, sealed. The form's id was given out with the empty page, so that the
 * first save that comes twice is one form.
 * @param version as the page last heard it, 0 at first.
 * @returns the new version.
 */
export async function saveForm(
  deps: Pick<FormDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: string,
  saved: { readonly content: FormContent; readonly version: number; readonly by: string },
): Promise<Outcome<number, SaveRefusal>> {
  const vault = await deps.vaults.of(shop)
  const columns = sealedColumns(vault, saved.content)
  return withShop(deps.db, shop, async (tx) => {
    if (saved.version === 0) {
      const row = { shopId: shop, id, version: 1, createdBy: saved.by, ...columns }
      const made = await tx.orderForm.createMany({ data: row, skipDuplicates: true })
      if (made.count === 1) {
        await forgetOldForms(tx)
        return accept(1)
      }
    }
    const { count } = await tx.orderForm.updateMany({
      where: { shopId: shop, id, state: 'draft', version: saved.version },
      data: { ...columns, savedAt: new Date(), version: { increment: 1 }, problem: null },
    })
    if (count === 1) return accept(saved.version + 1)
    const row = await tx.orderForm.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    return refuse({ kind: row && row.state !== 'draft' ? 'committed' : 'changed_elsewhere' })
  })
}

const forgetOldForms = (tx: ShopTx) =>
  tx.orderForm.deleteMany({
    where: { shopId: tx.shopId, state: 'draft', savedAt: { lt: daysAfter(new Date(), -keptDays) } },
  })

/** Throws away what was typed; one that is committed stays. */
export const discardForm = (deps: Pick<FormDeps, 'db'>, shop: ShopId, id: string) =>
  withShop(deps.db, shop, async (tx) => {
    const gone = await tx.orderForm.deleteMany({ where: { shopId: shop, id, state: 'draft' } })
    return gone.count === 1
  })

/** How a form stands, for its page. */
export interface FormShown {
  readonly id: string
  readonly state: 'draft' | 'placing' | 'placed' | 'refused' | 'cancelled'
  readonly version: number
  /** null once the order came back from the store, or was erased. */
  readonly content: FormContent | null
  readonly draftName: string | null
  readonly orderName: string | null
  readonly orderId: string | null
  readonly payUrl: string | null
  readonly problem: string | null
}

const states = ['draft', 'placing', 'placed', 'refused', 'cancelled'] as const

/** null when the shop has no such form. */
export async function readForm(
  deps: Pick<FormDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: string,
): Promise<FormShown | null> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const row = await tx.orderForm.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row) return null
    const { version, draftName, orderName, orderId, problem } = row
    return {
      ...{ id, version, draftName, orderName, orderId, problem },
      state: states.find((state) => state === row.state) ?? 'refused',
      content: row.sealed ? formContent.parse(vault.open(row.sealed)) : null,
      payUrl: row.payUrl ? String(vault.open(row.payUrl)) : null,
    }
  })
}

/** One of the forms that wait: to be finished, to be placed, or to be paid. */
export interface WaitingForm {
  readonly id: string
  readonly state: 'draft' | 'placing' | 'placed'
  readonly customer: string
  readonly lines: number
  readonly savedAt: string
  readonly draftName: string | null
  readonly mine: boolean
  /** While it waits to be paid: whose it is, until when, and when the customer was reminded. */
  readonly owner: string | null
  readonly dueAt: string | null
  readonly remindedAt: string | null
}

/** Forms of the shop that came to no order yet, newest first; those of files are on the file's page. */
export async function listWaitingForms(
  deps: Pick<FormDeps, 'db' | 'vaults'>,
  shop: ShopId,
  by: string,
): Promise<readonly WaitingForm[]> {
  const vault = await deps.vaults.of(shop)
  const rows = await withShop(deps.db, shop, (tx) =>
    tx.orderForm.findMany({
      where: {
        shopId: shop,
        // Of a file its own page tells; what nobody paid in time is everybody's.
        OR: [{ importId: null }, { owner: 'office' }],
        state: { in: ['draft', 'placing', 'placed'] },
        orderGid: null,
        orderId: null,
        sealed: { not: null },
      },
      orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { savedAt: 'desc' }],
      take: 20,
    }),
  )
  return rows.map((row) => {
    const content = formContent.parse(row.sealed ? vault.open(row.sealed) : {})
    const name = [content.firstName, content.lastName].join(' ').trim()
    return {
      id: row.id,
      state: row.state === 'placing' || row.state === 'placed' ? row.state : 'draft',
      customer: name || content.company || content.email || content.phone,
      lines: content.lines.length,
      savedAt: row.savedAt.toISOString(),
      draftName: row.draftName,
      mine: row.createdBy === by,
      owner: row.owner,
      dueAt: row.dueAt?.toISOString() ?? null,
      remindedAt: row.remindedAt?.toISOString() ?? null,
    }
  })
}

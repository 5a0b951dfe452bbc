import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import type { FormDeps } from '../form/deps.server.ts'
import { checkedFile } from './check-file.server.ts'
import { type ReturnedRow, writeReturned } from './write-file.ts'

type Deps = Pick<FormDeps, 'db' | 'vaults'>

/** How one order of a file stands. */
export interface ImportedOrder {
  readonly reference: string | null
  readonly rows: readonly number[]
  /** good: would come in. bad: comes back, as does refused, to which the store said no. */
  readonly state: 'good' | 'bad' | 'placing' | 'placed' | 'refused'
  readonly reasons: readonly string[]
  readonly customer: string
  readonly pieces: number
  readonly draftName: string | null
  readonly orderName: string | null
  readonly orderId: string | null
}

export interface ImportShown {
  readonly id: string
  readonly state: 'checked' | 'accepted'
  readonly name: string
  readonly ignored: readonly string[]
  readonly orders: readonly ImportedOrder[]
}

/** null when the shop has no such import, or its data was erased. */
export async function readImport(
  deps: Deps,
  shop: ShopId,
  id: string,
): Promise<ImportShown | null> {
  const read = await readBoth(deps, shop, id)
  if (!read) return null
  const { file, accepted, forms } = read
  const orders = file.orders.map((order): ImportedOrder => {
    const { reference, rows, content } = order
    const form = forms.get(order.id)
    const name = [content.firstName, content.lastName].join(' ').trim()
    const common = {
      ...{ reference, rows },
      customer: name || content.company || content.email,
      pieces: content.lines.reduce((sum, line) => sum + line.quantity, 0),
      draftName: form?.draftName ?? null,
      orderName: form?.orderName ?? null,
      orderId: form?.orderId ?? null,
    }
    const reasons = reasonsFor(order.reasons, form, accepted)
    if (form?.state === 'placing' || form?.state === 'placed')
      return { ...common, state: form.state, reasons: form.problem ? [form.problem] : [] }
    if (reasons.length === 0) return { ...common, state: 'good', reasons }
    return { ...common, state: form ? 'refused' : 'bad', reasons }
  })
  return {
    id,
    state: accepted ? 'accepted' : 'checked',
    name: file.name,
    ignored: file.ignored,
    orders,
  }
}

interface FormRow {
  readonly state: string
  readonly problem: string | null
  readonly draftName: string | null
  readonly orderName: string | null
  readonly orderId: string | null
}

/** Why an order comes back; none: it does not. */
function reasonsFor(
  checked: readonly string[],
  form: FormRow | undefined,
  accepted: boolean,
): readonly string[] {
  if (checked.length > 0) return checked
  if (form?.state === 'refused') return [form.problem ?? 'The store said no']
  if (accepted && !form) return ['Another file brought its reference in meanwhile']
  return []
}

async function readBoth(deps: Deps, shop: ShopId, id: string) {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const row = await tx.orderImport.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row?.sealed) return null
    const forms = await tx.orderForm.findMany({
      where: { shopId: shop, importId: id },
      select: {
        ...{ id: true, state: true, problem: true },
        ...{ draftName: true, orderName: true, orderId: true },
      },
    })
    return {
      file: checkedFile.parse(vault.open(row.sealed)),
      accepted: row.state === 'accepted',
      forms: new Map<string, FormRow>(forms.map((form) => [form.id, form])),
    }
  })
}

/** Every row that did not come in, with its reason, as a file to be put right and brought again. */
export async function returnedFile(
  deps: Deps,
  shop: ShopId,
  id: string,
): Promise<{ readonly name: string; readonly text: string } | null> {
  const read = await readBoth(deps, shop, id)
  if (!read) return null
  const { file, accepted, forms } = read
  const rows = file.orders.flatMap((order): ReturnedRow[] => {
    const form = forms.get(order.id)
    if (form?.state === 'placing' || form?.state === 'placed') return []
    const reason = reasonsFor(order.reasons, form, accepted).join('; ')
    if (reason === '') return []
    return order.rows.map((row) => ({ cells: file.rows[row - 1] ?? [], reason }))
  })
  const name = file.name.replace(/\.(csv|txt)$/i, '').replace(/[^\p{L}\p{N} _.-]/gu, '_')
  return { name: `${name}-returned.csv`, text: writeReturned(file.head, file.delimiter, rows) }
}

/** Files brought lately, newest first. */
export function listImports(deps: Pick<Deps, 'db'>, shop: ShopId) {
  return withShop(deps.db, shop, (tx) =>
    tx.orderImport.findMany({
      where: { shopId: shop, sealed: { not: null } },
      select: { id: true, state: true, orders: true, good: true, createdAt: true },
      orderBy: { createdAt: 'desc' },
      take: 10,
    }),
  )
}

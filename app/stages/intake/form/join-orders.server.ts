import { type FormContent, formContent } from '../../../journey/order-form.ts'
import { writeOrderNote } from '../../../journey/order-notes.server.ts'
import { bookCorrections } from '../../../journey/store-correction.server.ts'
import { note } from '../../../journey/timeline.server.ts'
import { isUuid, orderId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { OrderSnapshot } from '../../../providers/shop/snapshot.ts'
import { formAttribute } from './store-request.ts'

/** An order that was just written for the first time. */
export interface NewOrder {
  readonly id: string
  readonly snapshot: Pick<OrderSnapshot, 'gid' | 'name' | 'attributes'>
}

/** Whether an order says that it was made with our form. */
export const namesForm = (snapshot: NewOrder['snapshot']): boolean => formIdOf(snapshot) !== null

const formIdOf = (snapshot: NewOrder['snapshot']): string | null => {
  const named = snapshot.attributes.find(({ name }) => name === formAttribute)?.value ?? ''
  return isUuid(named) ? named.toLowerCase() : null
}

const how = {
  phone: 'Taken by phone with the order form',
  mail: 'Taken from a letter with the order form',
  counter: 'Taken at the counter with the order form',
  csv: 'Came in a file of orders',
} as const

/**
 * Knows orders again that were made with our form: they carry the form's channel and its note to the
 * departments, and the form is done. Buyers can write attributes, too: only a form of this shop that
 * waits for its order counts, and one form is one order.
 */
export async function joinOrders(
  tx: ShopTx,
  vault: ShopVault,
  orders: readonly NewOrder[],
): Promise<void> {
  for (const order of orders) {
    const formId = formIdOf(order.snapshot)
    if (formId === null) continue
    const [form] = await tx.$queryRaw<FormRow[]>`
      update order_form set state = 'placed', order_id = ${order.id}::uuid,
        order_gid = ${order.snapshot.gid}, order_name = ${order.snapshot.name}, pay_url = null,
        problem = null, owner = null, due_at = null, placed_at = coalesce(placed_at, now())
      where shop_id = ${tx.shopId}::uuid and id = ${formId}::uuid and order_id is null
        and state in ('placing', 'placed') and (order_gid is null or order_gid = ${order.snapshot.gid})
      returning channel, sealed, created_by, reference`
    if (form) await adopt(tx, vault, { order, formId, form })
  }
}

interface FormRow {
  readonly channel: string
  readonly sealed: Uint8Array | null
  readonly created_by: string
  readonly reference: string | null
}

interface Adopted {
  readonly order: NewOrder
  readonly formId: string
  readonly form: FormRow
}

async function adopt(tx: ShopTx, vault: ShopVault, { order, formId, form }: Adopted) {
  const content = form.sealed ? formContent.parse(vault.open(form.sealed)) : null
  const where = { shopId_id: { shopId: tx.shopId, id: order.id } }
  await tx.order.update({ where, data: { formId, channel: form.channel } })
  // All of it is in the order now: it is not kept twice.
  await tx.orderForm.update({
    where: { shopId_id: { shopId: tx.shopId, id: formId } },
    data: { sealed: null, emailHash: null, customerGid: null },
  })
  const reference = form.reference === null ? '' : `, reference ${form.reference}`
  await note(tx, orderId(order.id), {
    room: 'intake',
    kind: 'form_order',
    by: form.created_by,
    text: `${wordsFor(form.channel)}${reference}`,
    detail: { formId, channel: form.channel },
  })
  const metafields = content?.metafields.filter(({ value }) => value.trim() !== '') ?? []
  // A draft takes them along to nobody's order for certain: they are written into the order itself.
  if (metafields.length > 0)
    await bookCorrections(tx, vault, [
      { id: orderId(order.id), correction: { metafields }, key: 'form' },
    ])
  if (content?.departmentNote.trim())
    await writeOrderNote(tx, vault, orderId(order.id), noteOf(content, form.created_by))
}

const wordsFor = (channel: string): string =>
  Object.entries(how).find(([known]) => known === channel)?.[1] ?? 'Made with the order form'

const noteOf = (content: FormContent, by: string) => ({
  text: content.departmentNote.trim(),
  departments: content.departments,
  by,
})

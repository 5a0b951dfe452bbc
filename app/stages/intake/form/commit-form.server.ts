import { minutesAfter } from '../../../journey/due.ts'
import type { FormProblem } from '../../../journey/form-verdict.ts'
import { placeForm } from '../../../journey/jobs.ts'
import { type FormContent, formContent } from '../../../journey/order-form.ts'
import { bookCall } from '../../../journey/outside-call.server.ts'
import { assertNever } from '../../../kernel/assert-never.ts'
import { gid, requestKey, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Store } from '../../../providers/shop/contract.ts'
import type { FormDeps } from './deps.server.ts'
import { lineProblems, withFreshLines } from './fresh-lines.ts'
import { judgedOrder, sumOf } from './judged-order.ts'
import { sealedColumns } from './keep-form.server.ts'

export type CommitRefusal =
  | { readonly kind: 'no_such_form' }
  /** Saved in another window since this page was read. */
  | { readonly kind: 'changed_elsewhere' }
  /** Something is missing: all of it, field by field. */
  | { readonly kind: 'incomplete'; readonly problems: readonly FormProblem[] }

/** The calls that bring a form into the store, one after the other. */
export const formCalls = ['make_draft', 'complete_draft', 'send_invoice'] as const
export type FormCall = (typeof formCalls)[number]

export const formKey = (call: FormCall, id: string, attempt: number) =>
  requestKey(call, id, attempt)

/**
 * Whoever typed it says that it is to be ordered. Goods are looked at once more in the store, the check
 * judges, and what is to be done there is booked: once, however often this is asked.
 * @throws ProviderUnavailable when the store does not tell of the goods: nothing was booked.
 */
export async function commitForm(
  deps: FormDeps,
  shop: ShopId,
  id: string,
  asked: { readonly version: number; readonly store: Store },
): Promise<Outcome<'booked', CommitRefusal>> {
  const vault = await deps.vaults.of(shop)
  const before = await withShop(deps.db, shop, (tx) => readRow(tx, id))
  if (!before) return refuse({ kind: 'no_such_form' })
  if (before.state === 'placing' && before.problem !== null && before.draftGid !== null)
    return withShop(deps.db, shop, (tx) => tryAgain(tx, id, before.attempt))
  if (before.state !== 'draft') return accept('booked')
  if (before.version !== asked.version) return refuse({ kind: 'changed_elsewhere' })
  const typed = formContent.parse(before.sealed ? vault.open(before.sealed) : {})
  const known = await deps.shop.variants(
    asked.store,
    [...new Set(typed.lines.map((line) => line.variantGid))].slice(0, 100).map(gid),
  )
  const content = withFreshLines(typed, known)
  const judge = await deps.rooms.judge(shop)
  const total = sumOf(content, known[0]?.price.currency ?? 'EUR')
  const { problems } = judge(judgedOrder(content, total))
  const all = [...problems, ...lineProblems(typed, known), ...linkProblems(content)]
  if (all.length > 0) return refuse({ kind: 'incomplete', problems: all })
  return withShop(deps.db, shop, async (tx) => {
    const taken = await tx.orderForm.updateMany({
      where: { shopId: shop, id, state: 'draft', version: asked.version },
      data: {
        ...sealedColumns(vault, content),
        state: 'placing',
        attempt: { increment: 1 },
        problem: null,
      },
    })
    if (taken.count === 1) await bookCalls(tx, id, content, before.attempt + 1)
    const now = taken.count === 1 ? null : await readRow(tx, id)
    return now?.state === 'draft' ? refuse({ kind: 'changed_elsewhere' }) : accept('booked')
  })
}

/** The draft is in the store, and what follows it was refused: that alone is asked once more. */
async function tryAgain(
  tx: ShopTx,
  id: string,
  attempt: number,
): Promise<Outcome<'booked', CommitRefusal>> {
  const taken = await tx.orderForm.updateMany({
    where: { shopId: tx.shopId, id, state: 'placing', attempt, problem: { not: null } },
    data: { problem: null, attempt: { increment: 1 } },
  })
  if (taken.count === 1) await book(tx, id, ['complete_draft'], attempt + 1)
  return accept('booked')
}

const readRow = (tx: ShopTx, id: string) =>
  tx.orderForm.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })

/** Who pays by a link must be told of it; at a counter it can be shown. */
const linkProblems = ({ payment, email, channel }: FormContent): readonly FormProblem[] =>
  payment === 'link' && channel !== 'counter' && email.trim() === ''
    ? [{ field: 'email', text: 'The payment link needs an e-mail address' }]
    : []

/** Books everything a form needs done in the store, and the job that does it should this process end. */
async function bookCalls(
  tx: ShopTx,
  id: string,
  content: FormContent,
  attempt: number,
): Promise<void> {
  await book(tx, id, callsFor(content), attempt)
}

async function book(tx: ShopTx, id: string, calls: readonly FormCall[], attempt: number) {
  for (const kind of calls)
    await bookCall(tx, { orderId: null, kind, key: formKey(kind, id, attempt) })
  await enqueue(
    tx,
    placeForm,
    { shopId: tx.shopId, formId: id },
    { key: `intake.place_form:${id}`, runAt: minutesAfter(new Date(), 0.5) },
  )
}

export function callsFor(content: FormContent): readonly FormCall[] {
  switch (content.payment) {
    case 'paid':
      return ['make_draft', 'complete_draft']
    case 'link':
      return content.email.trim() === '' ? ['make_draft'] : ['make_draft', 'send_invoice']
    default:
      return assertNever(content.payment)
  }
}

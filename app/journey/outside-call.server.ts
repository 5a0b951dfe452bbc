import { Fault, MovedMeanwhile } from '../kernel/faults.ts'
import type { OrderId, RequestKey } from '../kernel/ids.ts'
import type { Prisma, ShopTx } from '../platform/db.server.ts'
import { isHolderOver, leaseHolder } from '../platform/piece-of-work.server.ts'

/**
 * How long one piece of work has for one call before another may take it over. Longer than any time limit
 * inside. It ends sooner when the piece of work is over, or its process dead.
 */
const leaseSeconds = 120

export interface CallBooking {
  /** Null while there is no order yet. */
  readonly orderId: OrderId | null
  /** What is done: shown to people beside the key. */
  readonly kind: string
  /** The same key is booked once, and its call is made once. */
  readonly key: RequestKey
}

/** Books a call that changes the outside world, in the transaction of what causes it. */
export async function bookCall(tx: ShopTx, call: CallBooking): Promise<void> {
  await tx.outsideCall.createMany({ data: { shopId: tx.shopId, ...call }, skipDuplicates: true })
}

/** Whether a call was booked before, made or not. */
export const isCallBooked = async (tx: ShopTx, key: RequestKey): Promise<boolean> =>
  (await tx.outsideCall.count({ where: { shopId: tx.shopId, key } })) > 0

export interface TakenCall {
  readonly id: string
  readonly kind: string
}

/**
 * Takes the call that was booked first among these keys and is still to be made; null when there is none.
 * @throws MovedMeanwhile when another process makes it right now: the later ones must wait for it.
 */
export async function takeCall(tx: ShopTx, keys: readonly RequestKey[]): Promise<TakenCall | null> {
  const [first] = await tx.$queryRaw<Standing[]>`
    select id, kind, leased_by as holder, app.is_leased(leased_at, leased_by, ${leaseSeconds}::float8) as busy
    from outside_call
    where shop_id = ${tx.shopId}::uuid and key = any(${[...keys]}) and state = 'booked'
    order by id limit 1 for update`
  if (!first) return null
  if (first.busy && !isHolderOver(first.holder))
    throw new MovedMeanwhile('another process makes this call right now')
  // By the database's clock, as it is compared: a machine's own may differ by more than a lease.
  await tx.$executeRaw`
    update outside_call set leased_at = now(), leased_by = ${leaseHolder()}, attempts = attempts + 1
    where shop_id = ${tx.shopId}::uuid and id = ${first.id}::uuid`
  return { id: first.id, kind: first.kind }
}

interface Standing {
  readonly id: string
  readonly kind: string
  readonly holder: string | null
  readonly busy: boolean
}

/** What became of a call. `again`: it is not known whether it was made, and it is repeated later. */
export type CallEnd =
  | { readonly state: 'done'; readonly answer: Prisma.InputJsonObject }
  | { readonly state: 'refused'; readonly error: string }
  | { readonly state: 'again'; readonly error: string }

/** How a call ended that threw: refused for good, or to be made again. */
export function callEndOf(fault: unknown): Exclude<CallEnd, { readonly state: 'done' }> {
  const error = fault instanceof Error ? fault.message : String(fault)
  const refused = fault instanceof Fault && fault.retry === 'never'
  return { state: refused ? 'refused' : 'again', error }
}

/**
 * Writes down what became of a call that was taken.
 * @throws MovedMeanwhile when somebody else took it meanwhile: what became of it is theirs to say.
 */
export async function recordCall(tx: ShopTx, id: string, end: CallEnd): Promise<void> {
  const error = end.state === 'done' ? null : end.error.slice(0, 500)
  const over = end.state === 'again' ? {} : { state: end.state, doneAt: new Date() }
  const { count } = await tx.outsideCall.updateMany({
    where: {
      ...{ shopId: tx.shopId, id, state: 'booked' },
      OR: [{ leasedBy: null }, { leasedBy: leaseHolder() }],
    },
    data: {
      ...{ leasedAt: null, leasedBy: null, error, ...over },
      ...(end.state === 'done' ? { answer: end.answer } : {}),
    },
  })
  if (count === 0) throw new MovedMeanwhile('another process took this call over')
}

/**
 * Ends calls that are booked and that nobody makes any more, because what they were to say is over. Whoever makes
 * one right now hears of it on writing down its end (`recordCall`), and looks again.
 */
export async function dropCalls(
  tx: ShopTx,
  which:
    | { readonly keys: readonly RequestKey[] }
    | { readonly order: OrderId; kinds: readonly string[] },
  why: string,
): Promise<void> {
  const these =
    'keys' in which
      ? { key: { in: [...which.keys] } }
      : { orderId: which.order, kind: { in: [...which.kinds] } }
  await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, state: 'booked', ...these },
    data: {
      ...{ state: 'done', doneAt: new Date(), error: null, leasedAt: null, leasedBy: null },
      answer: { notMade: why },
    },
  })
}

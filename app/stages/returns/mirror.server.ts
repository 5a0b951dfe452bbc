import { planReturnNext } from '../../journey/advance.server.ts'
import { callEndOf, recordCall } from '../../journey/outside-call.server.ts'
import { openWords } from '../../journey/own-words.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import { showMoney } from '../../kernel/money.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { StoreReturn } from '../../providers/shop/contract.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { type HeldReturn, holdReturn, readWeek } from './held-return.server.ts'
import { closeLooks, lookInto } from './look-into.server.ts'
import { move } from './move.server.ts'
import { nextOf } from './next-of.ts'
import {
  readCalls,
  type StoreCall,
  type TakenStoreCall,
  takeStoreCall,
} from './store-calls.server.ts'
import { tellStore } from './tell-store.server.ts'
import { writeLetter } from './write-letter.server.ts'

/**
 * Makes the store say what our return says: each booked call once, in the order in which it came about,
 * however late this runs. The last one gives the money back and settles the return.
 * @throws ProviderUnavailable the job repeats it. A refusal by the store ends on a person's list.
 */
export async function mirrorReturn(deps: ReturnsDeps, shop: ShopId, id: ReturnId): Promise<void> {
  for (;;) {
    const call = await withShop(deps.db, shop, (tx) => takeStoreCall(tx, id))
    if (!call) return
    await makeCall(deps, shop, id, call)
  }
}

async function makeCall(deps: ReturnsDeps, shop: ShopId, id: ReturnId, call: TakenStoreCall) {
  const vault = await deps.vaults.of(shop)
  try {
    const told = await tellStore(deps, shop, id, call.kind)
    await withShop(deps.db, shop, async (tx) => {
      const returned = await held(tx, id)
      await recordCall(tx, call.id, { state: 'done', answer: told ? { returnGid: told.gid } : {} })
      await record(tx, returned, call.kind, told)
      if (call.kind === 'return_process' && told) {
        const refundMinor = await settle(tx, returned, told)
        const about = {
          kind: 'settled',
          words: await findingsOf(tx, vault, id),
          refundMinor,
        } as const
        await writeLetter(tx, { ...deps, vault }, returned, about)
      }
    })
  } catch (fault) {
    const end = callEndOf(fault)
    await withShop(deps.db, shop, async (tx) => {
      const returned = await held(tx, id)
      await recordCall(tx, call.id, end)
      if (end.state !== 'refused') return
      const { attempts } = await tx.outsideCall.findUniqueOrThrow({
        where: { shopId_id: { shopId: shop, id: call.id } },
      })
      const why = `the store did not take it (${words[call.kind]}): ${end.error}`
      await lookInto(tx, returned, { why, occasion: `${call.kind}:${attempts}` })
    })
    if (end.state === 'again') throw fault
  }
}

const words: Readonly<Record<StoreCall, string>> = {
  return_request: 'the request',
  return_approve: 'the approval',
  return_decline: 'the refusal',
  return_process: 'goods and money',
}

async function held(tx: ShopTx, id: ReturnId): Promise<HeldReturn> {
  const returned = await holdReturn(tx, id)
  if (!returned) throw new Error(`the return ${id} is gone`)
  return returned
}

/** Keeps the store's own ids, and clears what was on a person's list when nothing is refused any more. */
async function record(
  tx: ShopTx,
  returned: HeldReturn,
  call: StoreCall,
  told: StoreReturn | null,
): Promise<void> {
  if (told && call === 'return_request')
    await tx.return.update({
      where: { shopId_id: { shopId: tx.shopId, id: returned.id } },
      data: { shopifyGid: told.gid },
    })
  const calls = await readCalls(tx, returned.id)
  if (calls.some((one) => one.state === 'refused')) return
  const { count } = await closeLooks(tx, returned, 'the store was told')
  const next = nextOf(returned.state, new Date(), await readWeek(tx))
  if (count > 0 && next && returned.state !== 'inspected') await planReturnNext(tx, returned, next)
}

/** The store has given back what it would: our return ends, and says so where that was less than asked. */
async function settle(tx: ShopTx, returned: HeldReturn, told: StoreReturn): Promise<bigint> {
  const given = told.refunds
    .filter((refund) => refund.amount.currency === returned.currency)
    .reduce((sum, refund) => sum + refund.amount.minor, 0n)
  const asked = returned.refundMinor ?? 0n
  const show = (minor: bigint) => showMoney({ minor, currency: returned.currency })
  await tx.return.update({
    where: { shopId_id: { shopId: tx.shopId, id: returned.id } },
    data: { refundMinor: given, settledAt: new Date() },
  })
  const reason = `${show(given)} given back for ${returned.number}`
  const settled = await move(tx, returned, { to: 'settled', reason, by: 'system' })
  if (given < asked)
    await lookInto(tx, settled, {
      why: `the store gave back ${show(given)} of ${show(asked)}, all that was left to give`,
      occasion: 'short_refund',
    })
  return given
}

async function findingsOf(tx: ShopTx, vault: ShopVault, id: ReturnId): Promise<string> {
  const lines = await tx.returnLine.findMany({ where: { shopId: tx.shopId, returnId: id } })
  const notes = lines.map(({ sealed, inspectionNote }) => openWords(vault, sealed, inspectionNote))
  return [...new Set(notes.filter((note) => note !== ''))].join('\n')
}

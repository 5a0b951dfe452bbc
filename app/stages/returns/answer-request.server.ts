import { openReturnWords } from '../../journey/own-words.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { done, move, type NotThere, onReturn } from './move.server.ts'
import { bookStoreCall } from './store-calls.server.ts'
import { writeLetter } from './write-letter.server.ts'

/** The shop takes the goods back: the customer is told how to send them, the store follows. */
export async function approveReturn(
  deps: Omit<ReturnsDeps, 'shop'>,
  shop: ShopId,
  id: ReturnId,
  by: string,
): Promise<Outcome<'done', NotThere>> {
  const vault = await deps.vaults.of(shop)
  return onReturn(deps, shop, { id, state: 'requested' }, async (tx, returned) => {
    const reason = `${returned.number} may be sent back`
    const approved = await move(tx, returned, { to: 'approved', reason, by })
    await bookStoreCall(tx, approved, 'return_approve')
    await writeLetter(tx, { ...deps, vault }, approved, { kind: 'approved' })
    return done
  })
}

/**
 * The shop does not take the goods back.
 * @param said for the customer and for the store: why.
 */
export async function declineReturn(
  deps: Omit<ReturnsDeps, 'shop'>,
  shop: ShopId,
  id: ReturnId,
  said: { readonly why: string; readonly by: string },
): Promise<Outcome<'done', NotThere>> {
  const vault = await deps.vaults.of(shop)
  return onReturn(deps, shop, { id, state: 'requested' }, async (tx, returned) => {
    const reason = `${returned.number} is not taken back`
    const declined = await move(tx, returned, { to: 'declined', reason, by: said.by })
    const where = { shopId_id: { shopId: shop, id } }
    const words = openReturnWords(vault, await tx.return.findUniqueOrThrow({ where }))
    await tx.return.update({
      where,
      data: { sealed: vault.seal({ ...words, declineNote: said.why }), declineNote: null },
    })
    await bookStoreCall(tx, declined, 'return_decline')
    await writeLetter(tx, { ...deps, vault }, declined, { kind: 'declined', words: said.why })
    return done
  })
}

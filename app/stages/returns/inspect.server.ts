import { restockReturn } from '../../journey/jobs.ts'
import { sealWords } from '../../journey/own-words.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import {
  decideInspection,
  type Finding,
  type InspectedPart,
  type InspectionRefusal,
} from './decide-inspection.ts'
import type { ReturnsDeps } from './deps.server.ts'
import type { HeldReturn } from './held-return.server.ts'
import { done, move, type NotThere, onReturn } from './move.server.ts'

/** Somebody looked at every piece: good ones go to stock, damaged ones apart, the rest never came. */
export async function inspectReturn(
  deps: Pick<ReturnsDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: ReturnId,
  { findings, by }: { readonly findings: readonly Finding[]; readonly by: string },
): Promise<Outcome<'done', NotThere | InspectionRefusal>> {
  const vault = await deps.vaults.of(shop)
  return onReturn<'done', InspectionRefusal>(
    deps,
    shop,
    { id, state: 'received' },
    async (tx, returned) => {
      const parts = decideInspection(returned.lines, findings)
      if (!parts.ok) return parts
      for (const line of returned.lines)
        await writeParts(
          tx,
          vault,
          { ...line, returnId: id },
          parts.value.filter((part) => part.lineId === line.id),
        )
      await move(tx, returned, { to: 'inspected', reason: inWords(parts.value), by })
      await bookRestock(tx, id)
      return done
    },
  )
}

const inWords = (parts: readonly InspectedPart[]): string => {
  const count = (disposition: string) =>
    parts
      .filter((part) => part.disposition === disposition)
      .reduce((sum, part) => sum + part.quantity, 0)
  return `${count('restock')} good, ${count('damaged')} damaged, ${count('missing')} missing`
}

/** The first part stays in the line's own row; each further one gets a row beside it. */
async function writeParts(
  tx: ShopTx,
  vault: ShopVault,
  line: HeldReturn['lines'][number] & { readonly returnId: ReturnId },
  parts: readonly InspectedPart[],
) {
  for (const [at, { quantity, received, disposition, note }] of parts.entries()) {
    const found = { quantity, received, disposition, sealed: sealWords(vault, note) }
    if (at === 0)
      await tx.returnLine.update({
        where: { shopId_id: { shopId: tx.shopId, id: line.id } },
        data: found,
      })
    else {
      const { returnId, orderLineId, reason } = line
      await tx.returnLine.create({
        data: { shopId: tx.shopId, returnId, orderLineId, reason, ...found },
      })
    }
  }
}

/** What was found goes back to the shelves by the stock room. */
export const bookRestock = (tx: ShopTx, id: ReturnId) =>
  enqueue(
    tx,
    restockReturn,
    { shopId: tx.shopId, returnId: id },
    { key: `stock.restock_return:${id}` },
  )

import { readLetterShop } from '../../../journey/letter/letter-shop.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome } from '../../../kernel/outcome.ts'
import { withShop } from '../../../platform/db.server.ts'
import { verdictOf } from '../complete.ts'
import type { CheckDeps } from '../deps.server.ts'
import { missingForMerchant } from '../missing.ts'
import { readOrders } from '../read-orders.server.ts'
import type { Contract } from './contract.ts'
import type { Asked, Verdict } from './judge.ts'
import { type ContractRefusal, readGiven } from './save-contract.server.ts'

/** Orders that a preview looks at. */
const looksAt = 100

export interface ContractPreview {
  /** How many orders were looked at. */
  readonly looked: number
  /** How many of them the contract asks anything. */
  readonly asked: number
  readonly held: readonly {
    readonly id: string
    readonly name: string
    /** What would be missing, in the merchant's words; never what customers wrote. */
    readonly because: readonly string[]
    readonly rules: readonly string[]
    /** The contract in force holds it as well. */
    readonly already: boolean
  }[]
  /** How many the contract in force would hold and this one would not. */
  readonly freed: number
  /** Metafields are read from the store only once a contract asks for them: older orders may lack them here. */
  readonly withMetafields: boolean
}

const inWords = ({ id, problem }: Asked): string =>
  missingForMerchant(problem === 'missing' ? `need:${id}` : `need_form:${id}`)

/** What a contract would have made of the shop's last orders. Nothing is changed. */
export async function previewContract(
  deps: Pick<CheckDeps, 'db' | 'vaults'>,
  shop: ShopId,
  given: unknown,
): Promise<Outcome<ContractPreview, ContractRefusal>> {
  const read = readGiven(given)
  if (!read.ok) return read
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const face = await readLetterShop(tx)
    const last = await tx.order.findMany({
      where: { shopId: shop, sealed: { not: null } },
      select: { id: true },
      orderBy: { placedAt: 'desc' },
      take: looksAt,
    })
    const ids = last.map(({ id }) => id)
    const { orders } = await readOrders(tx, vault, face, ids, { withGoods: true })
    const judged = orders
      .map(({ id, row, facts }) => ({
        id,
        row,
        before: verdictOf(facts),
        after: verdictOf({ ...facts, contract: { version: 0, contract: read.value } }),
      }))
      .toSorted((a, b) => b.row.placedAt.getTime() - a.row.placedAt.getTime())
    return accept({
      looked: judged.length,
      asked: judged.filter(({ after }) => after.asked.length > 0).length,
      held: judged.flatMap(({ id, row, before, after }) =>
        after.complete ? [] : [{ id, name: row.name, ...said(after), already: !before.complete }],
      ),
      freed: judged.filter(({ before, after }) => !before.complete && after.complete).length,
      withMetafields: asksMetafields(read.value),
    })
  })
}

const said = ({ open }: Verdict) => ({
  because: open.map(inWords),
  rules: [...new Set(open.flatMap(({ rules }) => rules))],
})

const asksMetafields = ({ needs, rules }: Contract): boolean =>
  needs.some(
    ({ key, from }) => from.kind === 'metafield' && rules.some((rule) => rule.needs.includes(key)),
  )

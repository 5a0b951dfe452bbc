import type { ShopTx } from '../../../platform/db.server.ts'
import { type ContractVersion, contractShape, noContract } from './contract.ts'

/**
 * The contract in force: the newest version.
 * @throws ZodError when it cannot be read: nothing is judged by half a contract.
 */
export async function readContract(tx: ShopTx): Promise<ContractVersion> {
  const row = await newest(tx)
  return row ? { version: row.version, contract: contractShape.parse(row.contract) } : noContract
}

/** The same for those who leave it to others to say that it cannot be read: null then. */
export async function readableContract(tx: ShopTx): Promise<ContractVersion | null> {
  const row = await newest(tx)
  if (!row) return noContract
  const read = contractShape.safeParse(row.contract)
  return read.success ? { version: row.version, contract: read.data } : null
}

async function newest(tx: ShopTx) {
  const [row] = await tx.$queryRaw<{ readonly version: number; readonly contract: unknown }[]>`
    select version, contract from contract_version where shop_id = ${tx.shopId}::uuid
    order by version desc limit 1`
  return row
}

/** Names of the order metafields a contract goes by. */
export const metafieldsOf = ({ contract }: ContractVersion): readonly string[] => {
  const asked = new Set(contract.rules.flatMap(({ active, needs }) => (active ? needs : [])))
  const names = contract.needs.flatMap(({ key, from }) =>
    from.kind === 'metafield' && asked.has(key) ? [from.name] : [],
  )
  return [...new Set(names)]
}

import { z } from 'zod'
import { advanceOrder } from '../../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../../journey/due.ts'
import { checkOrders } from '../../../journey/jobs.ts'
import { orderId, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { CheckDeps } from '../deps.server.ts'
import { type Contract, type ContractVersion, contractShape } from './contract.ts'
import { readContract } from './read-contract.server.ts'

export type ContractRefusal =
  /** What could not be taken, each with where it stands: "rules 2, currency: say in which currency". */
  | { readonly kind: 'bad_contract'; readonly problems: readonly string[] }
  /** Somebody else saved since the page was loaded. */
  | { readonly kind: 'changed_meanwhile'; readonly version: number }

/** `needs.0.from.name` for people: "need 1, from name". */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? String(part + 1) : String(part)))
    .join(' ')
    .replace(/^needs (\d+)/, 'need $1')
    .replace(/^rules (\d+)/, 'rule $1')

/** Reads a contract as a page sends it; what is wrong is named all at once. */
export function readGiven(given: unknown): Outcome<Contract, ContractRefusal> {
  const parsed = contractShape.safeParse(given)
  if (parsed.success) return accept(parsed.data)
  const problems = parsed.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`)
  return refuse({ kind: 'bad_contract', problems: [...new Set(problems)] })
}

/**
 * Puts a contract in force as a new version; the old ones stay. Orders that wait because of the old one
 * are judged again.
 * @param seen the version the page showed; null: whatever is there.
 * @returns the new version's number.
 */
export async function saveContract(
  deps: Pick<CheckDeps, 'db'>,
  shop: ShopId,
  given: { readonly contract: unknown; readonly by: string; readonly seen: number | null },
): Promise<Outcome<number, ContractRefusal>> {
  const read = readGiven(given.contract)
  if (!read.ok) return read
  return withShop(deps.db, shop, async (tx) => {
    // One at a time: the shop's row is the lock.
    await tx.$queryRaw`select 1 from shop where id = ${shop}::uuid for update`
    const { version } = await readContract(tx)
    if (given.seen !== null && given.seen !== version)
      return refuse({ kind: 'changed_meanwhile', version })
    const contract = z.json().parse(read.value) ?? {}
    await tx.contractVersion.create({
      data: { shopId: shop, version: version + 1, contract, by: given.by },
    })
    await judgeHeldAgain(tx)
    return accept(version + 1)
  })
}

/** Held orders that a contract asked something of, or that may be asked something now. */
async function judgeHeldAgain(tx: ShopTx): Promise<void> {
  const held = await tx.order.findMany({
    where: {
      shopId: tx.shopId,
      dueAt: { not: null },
      state: 'held',
      cancelledAt: null,
      holds: { some: { kind: 'completeness', releasedAt: null } },
    },
    select: { id: true },
    orderBy: { dueAt: 'asc' },
    take: 500,
  })
  for (const { id } of held)
    await advanceOrder(
      tx,
      { id: orderId(id), state: 'held' },
      {
        to: 'received',
        reason: 'the rules for complete orders changed, to be checked again',
        room: 'check',
        by: 'system',
        next: {
          owner: 'system',
          step: 'check',
          dueAt: minutesAfter(new Date(), systemStepMinutes),
        },
      },
    )
  if (held.length > 0)
    await enqueue(tx, checkOrders, { shopId: tx.shopId }, { key: `check.orders:${tx.shopId}` })
}

export interface ContractPage extends ContractVersion {
  readonly versions: readonly {
    readonly version: number
    readonly by: string
    readonly at: Date
    readonly needs: number
    readonly rules: number
  }[]
}

/** The contract in force, and the newest of its versions. */
export const readContractPage = (
  deps: Pick<CheckDeps, 'db'>,
  shop: ShopId,
): Promise<ContractPage> =>
  withShop(deps.db, shop, async (tx) => {
    const rows = await tx.contractVersion.findMany({
      where: { shopId: shop },
      orderBy: { version: 'desc' },
      take: 20,
    })
    const versions = rows.map(({ version, by, at, contract }) => {
      const read = contractShape.safeParse(contract).data
      return { version, by, at, needs: read?.needs.length ?? 0, rules: read?.rules.length ?? 0 }
    })
    return { ...(await readContract(tx)), versions }
  })

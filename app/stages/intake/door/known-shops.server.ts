import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type ShopId, shopId } from '../../../kernel/ids.ts'
import type { ShopVault, Vaults } from '../../../platform/vault.server.ts'

/** A shop as the door needs it. */
export interface KnownShop {
  readonly id: ShopId
  readonly vault: ShopVault
  /** SHA-256, hex, of the wrapped key: tells whether the key in memory is still the shop's. */
  readonly sealedBy: string
}

export interface KnownShops {
  /** Makes a row for a shop that was never seen, so that nothing of it is lost. */
  find(domain: string): KnownShop | Promise<KnownShop>
  /** Its key is another one by now: read it again next time. */
  forget(domain: string): void
}

/** Shops kept in memory; the least lately added goes first. */
const most = 20_000

/**
 * Shops by domain, from memory after the first time. A shop whose data was erased (and whose key with
 * it) gets a new key when something new comes for it: what the old one sealed stays closed.
 */
export function knownShops(deps: { readonly pool: pg.Pool; readonly vaults: Vaults }): KnownShops {
  const known = new Map<string, KnownShop>()
  const asking = new Map<string, Promise<KnownShop>>()

  async function read(domain: string): Promise<KnownShop> {
    const shop = await readOrMake(deps.pool, domain, Buffer.from(deps.vaults.newWrappedKey()))
    const entry = {
      id: shop.id,
      vault: deps.vaults.unwrap(shop.wrappedKey),
      sealedBy: createHash('sha256').update(shop.wrappedKey).digest('hex'),
    }
    if (known.size >= most) known.delete(known.keys().next().value ?? '')
    known.set(domain, entry)
    return entry
  }

  return {
    forget: (domain) => known.delete(domain),
    find(domain) {
      const there = known.get(domain)
      if (there) return there
      const under = asking.get(domain)
      if (under) return under
      const asked = read(domain).finally(() => asking.delete(domain))
      asking.set(domain, asked)
      return asked
    },
  }
}

async function readOrMake(pool: pg.Pool, domain: string, newKey: Buffer) {
  const found = await pool.query<{ id: string; wrapped_key: Buffer | null }>(
    'select id, wrapped_key from shop where domain = $1',
    [domain],
  )
  const [row] = found.rows
  if (row?.wrapped_key) return { id: shopId(row.id), wrappedKey: row.wrapped_key }
  // Whoever comes first gives the key; everybody reads which one it was.
  const made = await pool.query<{ id: string; wrapped_key: Buffer }>(
    `insert into shop (domain, wrapped_key) values ($1, $2)
     on conflict (domain) do update set wrapped_key = coalesce(shop.wrapped_key, excluded.wrapped_key)
     returning id, wrapped_key`,
    [domain, newKey],
  )
  const [fresh] = made.rows
  if (!fresh) throw new Error(`the shop ${domain} was neither found nor made`)
  return { id: shopId(fresh.id), wrappedKey: fresh.wrapped_key }
}

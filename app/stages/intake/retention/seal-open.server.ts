import { base64, jsonRows } from '../../../kernel/json-rows.ts'
import { type ShopTx, sql } from '../../../platform/db.server.ts'
import { isSealed, type ShopVault } from '../../../platform/vault.server.ts'

/** Words of a table that versions before wrote in clear. Each table has a column `sealed` for them. */
interface OpenWords {
  readonly table: string
  /** Which rows still hold some; an index is made for it where the table is large. */
  readonly open: sql.Sql
  /** What is sealed, as JSON. What is open goes before what is sealed: only older processes write it. */
  readonly words: sql.Sql
  readonly emptied: sql.Sql
  /** What stands beside them where nothing was sealed yet. */
  readonly beside?: object
}

const openWords: readonly OpenWords[] = [
  {
    table: 'order_line',
    open: sql.sql`properties <> '[]'::jsonb`,
    words: sql.sql`properties`,
    emptied: sql.sql`properties = '[]'`,
  },
  {
    table: 'parcel_event',
    open: sql.sql`(message <> '' or place <> '')`,
    words: sql.sql`jsonb_build_object('message', message, 'place', place)`,
    emptied: sql.sql`message = '', place = ''`,
  },
  {
    table: 'hold',
    open: sql.sql`reason <> '' and opened_by like '%:%' and store_gid is null`,
    words: sql.sql`jsonb_build_object('words', reason)`,
    emptied: sql.sql`reason = ''`,
  },
  {
    table: 'work_order',
    // What the app itself says of work that a person closed is sealed along with it: it cannot be told apart.
    open: sql.sql`outcome <> '' and done_by like '%:%'`,
    words: sql.sql`jsonb_build_object('words', outcome)`,
    emptied: sql.sql`outcome = null`,
  },
  {
    table: 'shipment',
    open: sql.sql`(override_reason <> '' or weight_reason <> '')`,
    words: sql.sql`jsonb_build_object('override', coalesce(override_reason, ''), 'weight', coalesce(weight_reason, ''))`,
    // Null stays null: that there was a reason is known without it.
    emptied: sql.sql`override_reason = left(override_reason, 0), weight_reason = left(weight_reason, 0)`,
  },
  {
    table: 'partner_request',
    open: sql.sql`reject_reason like '%: %'`,
    words: sql.sql`jsonb_build_object('words', substr(reject_reason, strpos(reject_reason, ': ') + 2))`,
    emptied: sql.sql`reject_reason = split_part(reject_reason, ': ', 1)`,
  },
  {
    table: 'return_case',
    open: sql.sql`decline_note <> ''`,
    words: sql.sql`jsonb_build_object('declineNote', decline_note)`,
    emptied: sql.sql`decline_note = null`,
    beside: { note: '' },
  },
  {
    table: 'return_line',
    open: sql.sql`inspection_note <> ''`,
    words: sql.sql`jsonb_build_object('words', inspection_note)`,
    emptied: sql.sql`inspection_note = null`,
  },
]

/** Rows sealed in one transaction: short enough that nobody waits for it. */
const batch = 500

/**
 * Seals one batch of what still lies in clear from before it was sealed, and empties it there.
 * @returns how many rows it came to; 0: nothing is left.
 */
export async function sealSome(tx: ShopTx, vault: ShopVault): Promise<number> {
  let sealed = await sealLabels(tx, vault)
  for (const words of openWords) sealed += await sealWords(tx, vault, words)
  return sealed
}

async function sealWords(
  tx: ShopTx,
  vault: ShopVault,
  { table, open, words, emptied, beside }: OpenWords,
): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string; words: unknown; was: Uint8Array | null }[]>`
    select id::text, ${words} as words, sealed as was from ${sql.raw(table)}
    where shop_id = ${tx.shopId}::uuid and ${open} order by id limit ${batch} for update`
  if (rows.length === 0) return 0
  const sealed = rows.map((row) => {
    const before = row.was === null ? beside : vault.open(row.was)
    return { id: row.id, sealed: base64(vault.seal(together(before, row.words))) }
  })
  await tx.$executeRaw`
    update ${sql.raw(table)} t set sealed = decode(r.sealed, 'base64'), ${emptied}
    from json_to_recordset(${jsonRows(sealed)}::json) as r(id uuid, sealed text)
    where t.shop_id = ${tx.shopId}::uuid and t.id = r.id`
  return rows.length
}

/** A list is written anew; of named words those that are open go before those that were sealed. */
const together = (before: unknown, words: unknown): unknown =>
  Array.isArray(words) ? words : Object.assign({}, before, words)

async function sealLabels(tx: ShopTx, vault: ShopVault): Promise<number> {
  const open = await tx.$queryRaw<{ id: string; pdf: Uint8Array | null; zpl: Uint8Array | null }[]>`
    select id::text, label_pdf as pdf, label_zpl as zpl from parcel
    where shop_id = ${tx.shopId}::uuid
      and (substring(label_pdf from 1 for 1) <> '\x01' or substring(label_zpl from 1 for 1) <> '\x01')
    order by id limit 50`
  const sealed = (bytes: Uint8Array | null) =>
    bytes === null || isSealed(bytes) ? bytes && new Uint8Array(bytes) : vault.sealBytes(bytes)
  for (const { id, pdf, zpl } of open)
    await tx.parcel.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { labelPdf: sealed(pdf), labelZpl: sealed(zpl) },
    })
  return open.length
}

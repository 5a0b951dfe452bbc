/**
 * Faults that are planted to see whether the checker finds them. Each takes away one thing that holds the
 * ledger together.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { ShopId } from '#app/kernel/ids.ts'
import { type Db, type ShopTx, sql } from '#app/platform/db.server.ts'
import { type Answer, carryOut } from './carry-out.ts'
import type { Command, Ground } from './commands.ts'

export const faults = ['unguarded', 'deaf', 'forgetful'] as const
export type Fault = (typeof faults)[number]
export const isFault = (raw: string | undefined): raw is Fault => faults.some((one) => one === raw)

/** Takes the guard out of the database where the fault is one of it. */
export async function plant(owner: pg.Client, fault: Fault): Promise<void> {
  // Stock may go below none, and what was looked at without a lock is a moment old when it is taken.
  if (fault === 'unguarded')
    await owner.query(`
      alter table stock_level drop constraint if exists stock_level_never_negative;
      create or replace function app.lock_level(shop uuid, bin uuid, item uuid, state_of text, lot uuid, serial_of text)
      returns int language plpgsql as $$
      declare there int;
      begin
        insert into stock_level (shop_id, bin_id, item_id, state, lot_id, serial, quantity)
        values (shop, bin, item, state_of, coalesce(lot, '00000000-0000-0000-0000-000000000000'), coalesce(serial_of, ''), 0)
        on conflict do nothing;
        select quantity into there from stock_level where shop_id = shop and bin_id = bin and item_id = item and state = state_of
          and lot_id = coalesce(lot, '00000000-0000-0000-0000-000000000000') and serial = coalesce(serial_of, '');
        perform pg_sleep(0.004);
        return there;
      end $$`)
  // Now and then an entry changes no level.
  if (fault === 'deaf')
    await owner.query(`
      create sequence if not exists app.entries_heard;
      grant usage on sequence app.entries_heard to public;
      create or replace function app.apply_one() returns trigger language plpgsql as $$
      begin
        if nextval('app.entries_heard') % 25 = 0 then update stock_level l set quantity = l.quantity + 1 from added e
          where l.shop_id = e.shop_id and l.bin_id = e.bin_id and l.item_id = e.item_id and l.state = e.state;
        end if;
        return null;
      end $$;
      create or replace trigger stock_entries_change_levels_wrongly after insert on stock_entry
        referencing new table as added for each statement execute function app.apply_one();`)
}

/** Does a command with the fault in it; what the app itself notices of it and refuses is refused. */
export async function carryOutWith(
  fault: Fault | null,
  db: Db,
  ground: Ground & { readonly shop: ShopId },
  command: Command,
): Promise<Answer> {
  if (fault === null) return carryOut(db, ground, command)
  try {
    if (fault === 'unguarded') return await carryOut(db, ground, command, withoutLocks)
    // A command is not known again.
    const key = fault === 'forgetful' ? `${command.key}~${randomUUID()}` : command.key
    return await carryOut(db, ground, { ...command, key })
  } catch {
    return 'refused'
  }
}

/**
 * A transaction in which nobody waits for anybody: shelves are read as they are, and what is decided of them comes
 * too late.
 */
function withoutLocks(tx: ShopTx): ShopTx {
  const query = (strings: TemplateStringsArray, ...values: unknown[]): unknown =>
    tx.$queryRaw(
      sql.sql(
        strings.map((text) => text.replace('for update of l', '')),
        ...values,
      ),
    )
  return new Proxy(tx, {
    get: (target, name) => (name === '$queryRaw' ? query : Reflect.get(target, name)),
  })
}

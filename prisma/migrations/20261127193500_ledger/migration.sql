-- Lots and serials in the ledger. Rows of goods without either stay as cheap as they were: null in entries,
-- and in the keys of what stands beside them a constant that no lot has.
create table lot (
  shop_id uuid not null,
  id uuid not null default uuidv7(),
  item_id uuid not null,
  code text not null,
  expires_on date,
  state text not null default 'open',
  created_at timestamptz(3) not null default current_timestamp,
  primary key (shop_id, id)
);
create unique index lot_shop_id_item_id_code_key on lot (shop_id, item_id, code);
alter table lot add constraint lot_state check (state in ('open', 'quarantine'));
alter table lot add constraint lot_has_a_code check (code <> '');
select app.protect('lot');

alter table stock_entry
  add column lot_id uuid,
  add column serial text,
  add column document text;
alter table stock_entry add constraint stock_entry_serial_is_one_piece check (serial is null or (serial <> '' and delta in (-1, 1)));
alter table stock_entry add constraint stock_entry_state check (state in ('on_hand','reserved','picked','packed','quarantine','damaged','in_transit'));

alter table stock_level
  add column lot_id uuid not null default '00000000-0000-0000-0000-000000000000',
  add column serial text not null default '';
alter table stock_level drop constraint stock_level_pkey;
alter table stock_level add primary key (shop_id, bin_id, item_id, state, lot_id, serial);
alter table stock_level add constraint stock_level_serial_is_one_piece check (serial = '' or quantity <= 1);
alter table stock_level add constraint stock_level_state check (state in ('on_hand','reserved','picked','packed','quarantine','damaged','in_transit'));
-- One piece with a serial is in one place.
create unique index stock_level_serial_is_in_one_place on stock_level (shop_id, item_id, serial) where serial <> '' and quantity > 0;

alter table reservation
  add column lot_id uuid not null default '00000000-0000-0000-0000-000000000000',
  add column serial text not null default '';
drop index reservation_shop_id_shipment_line_id_bin_id_key;
create unique index reservation_shop_id_shipment_line_id_bin_id_lot_id_serial_key on reservation (shop_id, shipment_line_id, bin_id, lot_id, serial);

alter table pick
  add column lot_id uuid,
  add column serial text;

/* Entries change the levels: nothing else can, so that a level is what its entries add up to whoever writes.
   A level that would go below none fails the whole command (stock_level_never_negative). Less comes before more:
   a serial leaves one place before it is in the next. Runs as who wrote the entries, bound to their shop. */
create function app.apply_stock_entries() returns trigger language plpgsql as $$
declare changed int; due int;
begin
  update stock_level l set quantity = l.quantity + e.delta
  from (select shop_id, bin_id, item_id, state, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid) as lot_id,
      coalesce(serial, '') as serial, sum(delta)::int as delta
    from added where delta < 0 group by 1, 2, 3, 4, 5, 6) e
  where l.shop_id = e.shop_id and l.bin_id = e.bin_id and l.item_id = e.item_id and l.state = e.state
    and l.lot_id = e.lot_id and l.serial = e.serial;
  get diagnostics changed = row_count;
  select count(distinct (shop_id, bin_id, item_id, state, lot_id, serial)) into due from added where delta < 0;
  if changed <> due then
    raise check_violation using message = 'stock entries take from a level that is not there';
  end if;
  insert into stock_level as l (shop_id, bin_id, item_id, state, lot_id, serial, quantity)
  select shop_id, bin_id, item_id, state, coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid),
    coalesce(serial, ''), sum(delta)::int
  from added where delta > 0 group by 1, 2, 3, 4, 5, 6
  on conflict (shop_id, bin_id, item_id, state, lot_id, serial) do update set quantity = l.quantity + excluded.quantity;
  -- Where a serial was is no level to keep; an empty bin of an item is its home.
  if exists (select from added where serial is not null) then
    delete from stock_level l using added e
    where e.serial is not null and l.shop_id = e.shop_id and l.bin_id = e.bin_id and l.item_id = e.item_id
      and l.serial = e.serial and l.quantity = 0;
  end if;
  return null;
end $$;
create trigger stock_entries_change_levels after insert on stock_entry
  referencing new table as added for each statement execute function app.apply_stock_entries();

create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise insufficient_privilege using
    message = format('%s is not changed by hand: %s', tg_table_name, tg_argv[0]);
end $$;
create trigger stock_level_follows_its_entries before update on stock_level for each row
  when (new.quantity <> old.quantity and pg_trigger_depth() = 0)
  execute function app.refuse_change('write a stock_entry');
create trigger stock_level_starts_empty before insert on stock_level for each row
  when (new.quantity <> 0 and pg_trigger_depth() = 0)
  execute function app.refuse_change('write a stock_entry');
create trigger stock_level_ends_empty before delete on stock_level for each row
  when (old.quantity <> 0 and pg_trigger_depth() = 0)
  execute function app.refuse_change('write a stock_entry');
-- app_rw may not do it in the first place; this binds the owner too.
create trigger stock_entry_stays before update or delete on stock_entry for each row
  execute function app.refuse_change('a mistake is put right by an entry of its own');
create trigger stock_entry_stays_whole before truncate on stock_entry for each statement
  execute function app.refuse_change('a mistake is put right by an entry of its own');

-- What a look through the whole ledger found.
create table ledger_check (
  shop_id uuid not null,
  id uuid not null default uuidv7(),
  started_at timestamptz(3) not null default current_timestamp,
  finished_at timestamptz(3),
  levels integer not null default 0,
  entries bigint not null default 0,
  gaps integer not null default 0,
  found jsonb not null default '[]',
  primary key (shop_id, id)
);
select app.protect('ledger_check');

-- What the store has of an item at a place as it was read, and the ledger's pieces at that moment.
alter table store_level
  add column committed integer,
  add column good integer,
  add column read_at timestamptz(3),
  add column ours integer,
  add column difference integer not null default 0,
  add column reasons jsonb not null default '[]';
create index store_level_differs on store_level (shop_id, inventory_item_gid) where difference <> 0;

-- Goods on their way in, what came, and what is to be done with goods in the house.

-- What is to be done on the floor or in the office beside orders: put away, count, refill, look at, name.
create table stock_task (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  kind text not null,
  state text not null default 'open',
  location_id uuid not null,
  -- Where it is done: the bin that is counted, or that goods are taken from.
  bin_id uuid,
  to_bin_id uuid,
  item_id uuid,
  lot_id uuid,
  serial text,
  quantity integer,
  done_quantity integer not null default 0,
  -- In words, for whoever does it.
  reason text not null,
  document text,
  due_at timestamptz(3) not null,
  -- Makes booking the same work twice harmless.
  key text not null,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  done_by text,
  done_at timestamptz(3),
  primary key (shop_id, id),
  constraint stock_task_kind check (kind in ('put_away', 'count', 'replenish', 'inspect', 'unknown_item')),
  constraint stock_task_state check (state in ('open', 'approval', 'done', 'cancelled')),
  constraint stock_task_quantity check (quantity is null or quantity > 0)
);
create unique index stock_task_key on stock_task (shop_id, key);
create index stock_task_open on stock_task (shop_id, state, kind, due_at);
create index stock_task_document on stock_task (shop_id, document);
-- A bin is counted by one task at a time.
create unique index stock_task_one_count_a_bin on stock_task (shop_id, bin_id) where kind = 'count' and state in ('open', 'approval');

-- What one person found in a bin, beside what the ledger had at that moment.
create table bin_count (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  task_id uuid not null,
  bin_id uuid not null,
  round integer not null,
  -- `CountedLine[]` of the stock room.
  lines jsonb not null,
  -- What the differences are worth, more and fewer together, in minor units of the shop's currency.
  value_minor bigint not null default 0,
  -- agrees (with the ledger), differs, booked, refused
  outcome text not null,
  by text not null,
  at timestamptz(3) not null default now(),
  decided_by text,
  primary key (shop_id, id),
  constraint bin_count_outcome check (outcome in ('agrees', 'differs', 'booked', 'refused'))
);
create unique index bin_count_round on bin_count (shop_id, task_id, round);

-- Goods that are to come in: a purchase order, a notice of what is on its way, or a transfer.
create table inbound (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  kind text not null,
  number text not null,
  vendor text not null default '',
  location_id uuid not null,
  from_location_id uuid,
  state text not null default 'draft',
  -- The purchase order a notice is of.
  of_id uuid,
  -- The store's own shipment of a transfer.
  source_gid text,
  expected_on date,
  note text not null default '',
  version integer not null default 0,
  sent_at timestamptz(3),
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  closed_by text,
  closed_at timestamptz(3),
  primary key (shop_id, id),
  constraint inbound_kind check (kind in ('order', 'notice', 'transfer')),
  constraint inbound_state check (state in ('draft', 'open', 'done', 'cancelled')),
  constraint inbound_has_a_number check (number <> '')
);
create unique index inbound_number on inbound (shop_id, number);
create unique index inbound_source on inbound (shop_id, source_gid);
create index inbound_open on inbound (shop_id, state, expected_on);
create index inbound_of on inbound (shop_id, of_id);

create table inbound_line (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  inbound_id uuid not null,
  item_id uuid not null,
  quantity integer not null,
  cost_minor bigint,
  lot text,
  expires_on date,
  source_gid text,
  position integer not null default 0,
  primary key (shop_id, id),
  constraint inbound_line_quantity check (quantity > 0)
);
create index inbound_line_of on inbound_line (shop_id, inbound_id, position);
create index inbound_line_item on inbound_line (shop_id, item_id);

-- One delivery of goods at the door; several may come for one order.
create table receipt (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  number text not null,
  inbound_id uuid,
  location_id uuid not null,
  -- Where the goods stand until they are put away.
  bin_id uuid not null,
  state text not null default 'open',
  -- Does the counter see what was expected?
  blind boolean not null default true,
  note text not null default '',
  opened_by text not null,
  opened_at timestamptz(3) not null default now(),
  closed_by text,
  closed_at timestamptz(3),
  primary key (shop_id, id),
  constraint receipt_state check (state in ('open', 'done'))
);
create unique index receipt_number on receipt (shop_id, number);
create index receipt_inbound on receipt (shop_id, inbound_id);

-- What was scanned or typed at the door, one row each; booked in the ledger under its key.
create table receipt_line (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  receipt_id uuid not null,
  -- Null: nobody knows it yet.
  item_id uuid,
  code text not null,
  condition text not null,
  quantity integer not null,
  lot_id uuid,
  serial text,
  -- Why it waits to be looked at; null: it does not.
  inspection text,
  key text not null,
  undone_by text,
  by text not null,
  at timestamptz(3) not null default now(),
  primary key (shop_id, id),
  constraint receipt_line_condition check (condition in ('good', 'damaged', 'unknown')),
  constraint receipt_line_quantity check (quantity > 0)
);
create unique index receipt_line_key on receipt_line (shop_id, key);
create index receipt_line_of on receipt_line (shop_id, receipt_id);

-- Pictures of goods as they came. Sealed: there may be people or papers on them.
create table goods_photo (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  receipt_id uuid not null,
  receipt_line_id uuid,
  mime text not null,
  -- Null once erased.
  sealed bytea,
  by text not null,
  at timestamptz(3) not null default now(),
  primary key (shop_id, id),
  constraint goods_photo_mime check (mime in ('image/jpeg', 'image/png', 'image/webp'))
);
create index goods_photo_of on goods_photo (shop_id, receipt_id);

-- How a shop wants its goods received, put away, counted and ordered: `StockRules` of the stock room.
create table stock_rules (
  shop_id uuid not null references shop (id) on delete cascade,
  rules jsonb not null default '{}',
  changed_at timestamptz(3) not null default now(),
  primary key (shop_id)
);

alter table bin
  add column max_pieces integer,
  add column max_ml integer,
  add column counted_at timestamptz(3);
alter table item
  -- What a piece cost when it was ordered last.
  add column cost_minor bigint,
  add column supplier text,
  add column lead_days integer,
  -- Pieces in one pack of the supplier's.
  add column pack_pieces integer,
  -- Pieces that must lie in its pick bin at least, and that it is filled up to.
  add column face_min integer,
  add column face_max integer,
  add column lots boolean not null default false,
  add column serials boolean not null default false;

select app.protect(tab::regclass) from unnest(array['stock_task', 'bin_count', 'inbound', 'inbound_line', 'receipt',
  'receipt_line', 'goods_photo', 'stock_rules']) tab;
select app.audit(tab::regclass, 'people') from unnest(array['stock_task', 'bin_count', 'inbound', 'inbound_line', 'receipt',
  'receipt_line', 'goods_photo']) tab;
select app.audit('stock_rules', 'all');
-- Rules of receiving, ordering and refilling that people give an item.
create trigger audited_rules after update of supplier, lead_days, pack_pieces, face_min, face_max, lots, serials
  on item for each row execute function app.write_audit('people');

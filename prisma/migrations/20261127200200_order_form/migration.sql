-- Orders that people of the shop type in (phone, mail, counter) or bring as a file, until the store has them.
create table order_import (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  -- checked: read and judged, nothing is made yet. accepted: its good orders go into the store.
  state text not null default 'checked',
  -- Sealed: the file's rows and what is said of each. Null once erased.
  sealed bytea,
  orders integer not null,
  good integer not null,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  accepted_at timestamptz(3),
  primary key (shop_id, id),
  constraint order_import_state check (state in ('checked', 'accepted'))
);
create index order_import_newest on order_import (shop_id, created_at);

create table order_form (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  -- draft: being typed. placing: on its way into the store. placed: the store has it. refused: of a file, the store said no.
  state text not null default 'draft',
  channel text not null,
  -- The shop's own reference in a file: the same one comes in once.
  reference text,
  import_id uuid,
  -- Sealed: everything typed. Null once the order came back from the store, or was erased.
  sealed bytea,
  -- Keyed hash of the e-mail address, and the store's customer: to erase it with them.
  email_hash bytea,
  customer_gid text,
  version integer not null default 0,
  -- How often it was committed: each has calls of its own.
  attempt integer not null default 0,
  draft_gid text,
  draft_name text,
  -- Where the customer pays; sealed, since whoever has it sees the order.
  pay_url bytea,
  order_gid text,
  order_name text,
  order_id uuid,
  -- What the store said no to, in its words.
  problem text,
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  saved_at timestamptz(3) not null default now(),
  placed_at timestamptz(3),
  primary key (shop_id, id),
  constraint order_form_state check (state in ('draft', 'placing', 'placed', 'refused')),
  constraint order_form_channel check (channel in ('phone', 'mail', 'counter', 'csv'))
);
create index order_form_open on order_form (shop_id, state, saved_at);
create index order_form_import on order_form (shop_id, import_id);
create index order_form_email on order_form (shop_id, email_hash);
create unique index order_form_reference on order_form (shop_id, reference)
  where reference is not null and state in ('placing', 'placed');
create unique index order_form_order on order_form (shop_id, order_id) where order_id is not null;

-- What whoever took the order wants the departments to know.
create table order_note (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  order_id uuid not null,
  -- Departments it is for; none: for all.
  departments text[] default array[]::text[],
  -- Sealed text. Null once erased.
  sealed bytea,
  by text not null,
  at timestamptz(3) not null default now(),
  primary key (shop_id, id)
);
create index order_note_order on order_note (shop_id, order_id);

select app.protect('order_import');
select app.protect('order_form');
select app.protect('order_note');

-- The form an order was made with: its channel is the form's, whatever the store calls it.
alter table sales_order add column form_id uuid;
-- Typing saves every moment and is nobody's deed; committing is.
create trigger audited after update of state on order_form
  for each row execute function app.write_audit('people');
select app.audit('order_import', 'people');
select app.audit('order_note', 'people');

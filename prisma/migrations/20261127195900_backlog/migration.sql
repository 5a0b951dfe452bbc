-- Reading the orders that were there before the app, and how far it is.
create table backlog (
  shop_id uuid not null,
  id uuid not null default uuidv7(),
  since timestamptz(3) not null,
  state text not null default 'asked',
  export_gid text,
  orders_total integer not null default 0,
  orders_done integer not null default 0,
  found integer not null default 0,
  unreadable text[] not null default array[]::text[],
  error text,
  started_at timestamptz(3) not null default now(),
  moved_at timestamptz(3) not null default now(),
  done_at timestamptz(3),
  primary key (shop_id, id)
);
create unique index backlog_open on backlog (shop_id) where state in ('asked', 'writing', 'reading');
alter table backlog add constraint backlog_state check (state in ('asked', 'writing', 'reading', 'done', 'failed'));
select app.protect('backlog');
select app.audit('backlog', 'people');

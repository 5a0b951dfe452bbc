-- What was changed in the store when the goods were too far on to follow by themselves.
create table order_difference (
  shop_id uuid not null,
  id uuid not null default uuidv7(),
  order_id uuid not null,
  shipment_id uuid not null,
  field text not null,
  state text not null default 'open',
  stood text not null,
  sealed bytea,
  plain jsonb,
  owner text,
  due_at timestamptz(3),
  opened_at timestamptz(3) not null default now(),
  decided_at timestamptz(3),
  decided_by text,
  choice text,
  primary key (shop_id, id)
);
create index order_difference_order on order_difference (shop_id, order_id);
create index order_difference_shipment on order_difference (shop_id, shipment_id);
create unique index order_difference_open on order_difference (shop_id, shipment_id, field) where state = 'open';
alter table order_difference add constraint order_difference_field check (field in ('address', 'lines', 'delivery', 'note'));
alter table order_difference add constraint order_difference_never_dark check (
  case when state = 'open' then owner is not null and due_at is not null
       else state in ('decided', 'settled') and decided_at is not null and decided_by is not null end);
select app.protect('order_difference');
select app.audit('order_difference', 'people');

-- Packing material and inserts that a packer put into a parcel, by whom.
create table shipment_extra (
  shop_id uuid not null references shop (id) on delete cascade,
  shipment_id uuid not null,
  rule_id uuid not null,
  order_id uuid not null,
  name text not null,
  quantity int not null,
  by text not null,
  at timestamptz(3) not null default now(),
  primary key (shop_id, shipment_id, rule_id),
  constraint shipment_extra_quantity check (quantity > 0),
  foreign key (shop_id, shipment_id) references shipment (shop_id, id) on delete cascade
);
select app.protect('shipment_extra');
select app.audit('shipment_extra', 'people');

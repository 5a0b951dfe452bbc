-- Why a parcel went out although its weight was not what was expected, in the packer's own words.
alter table shipment add column weight_reason text;

-- Photos taken at the bench; sealed, and erased with the customer.
create table parcel_photo (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  shipment_id uuid not null,
  order_id uuid not null,
  type text not null,
  sealed bytea,
  by text not null,
  at timestamptz(3) not null default now(),
  primary key (shop_id, id),
  constraint parcel_photo_type check (type in ('image/jpeg', 'image/png', 'image/webp'))
);
create index parcel_photo_shipment on parcel_photo (shop_id, shipment_id);
create index parcel_photo_order on parcel_photo (shop_id, order_id);
select app.protect('parcel_photo');
select app.audit('parcel_photo', 'people');

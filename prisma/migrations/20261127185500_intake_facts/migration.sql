-- What the store makes of an order's risk; by the store's id, since it may be told before the order is.
create table order_risk (
  shop_id uuid not null,
  shopify_id text not null,
  level text not null,
  recommendation text not null default 'unknown',
  told_at timestamptz(3) not null,
  primary key (shop_id, shopify_id)
);
alter table order_risk add constraint order_risk_level check (level in ('unknown', 'none', 'pending', 'low', 'medium', 'high'));
alter table order_risk add constraint order_risk_recommendation check (recommendation in ('unknown', 'none', 'accept', 'investigate', 'cancel'));
select app.protect('order_risk');

-- What the store offers of an item at a place, and when it said so.
create table store_level (
  shop_id uuid not null,
  inventory_item_gid text not null,
  location_gid text not null,
  available integer,
  told_at timestamptz(3) not null,
  primary key (shop_id, inventory_item_gid, location_gid)
);
select app.protect('store_level');

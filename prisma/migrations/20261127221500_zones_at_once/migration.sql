-- The zone a tour walks; null: all of its orders, wherever their goods lie.
alter table pick_tour add column zone text;

-- A person of the shop said that an order goes before others.
alter table sales_order add column urgent_at timestamptz(3), add column urgent_by text;


-- Orders whose goods go into another order's parcel: few, and nothing to write for all others.
create index concurrently sales_order_ships_with on sales_order (shop_id, ships_with_id) where ships_with_id is not null;

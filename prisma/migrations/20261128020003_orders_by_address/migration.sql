-- The same by the door.
create index concurrently sales_order_by_address on sales_order (shop_id, address_hash, placed_at) where address_hash is not null;

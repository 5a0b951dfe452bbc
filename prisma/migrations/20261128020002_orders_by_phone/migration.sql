-- The same by the phone number.
create index concurrently sales_order_by_phone on sales_order (shop_id, phone_hash, placed_at) where phone_hash is not null;

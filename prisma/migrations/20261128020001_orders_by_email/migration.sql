-- A customer's other orders, newest first: within the days in which an order can be the same twice.
create index concurrently sales_order_by_email on sales_order (shop_id, email_hash, placed_at) where email_hash is not null;

-- The same by the account. Without it the search for duplicates read every order of those days.
create index concurrently sales_order_by_customer on sales_order (shop_id, customer_gid, placed_at) where customer_gid is not null;

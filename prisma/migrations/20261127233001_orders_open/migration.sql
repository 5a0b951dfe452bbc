-- What is open (and only that has a due time: sales_order_never_dark), due first: board and list read this and not the history.
create index concurrently sales_order_open on sales_order (shop_id, due_at, id) include (state, owner) where due_at is not null;

-- What waits to be judged. By state alone, every order that waits for its confirmation was read before it.
create index concurrently sales_order_to_check on sales_order (shop_id, due_at) where state = 'received' and next_step = 'check';

-- Orders with an article, the newest first: ids are in the order of time.
create index concurrently order_line_sku on order_line (shop_id, sku, id) where sku is not null;

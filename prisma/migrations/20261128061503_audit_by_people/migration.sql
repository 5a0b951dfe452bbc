-- What one person or partner did. What the app, customers, stores and carriers do is nearly all there is, and is not written here.
create index concurrently audit_by_people on audit (shop_id, by, id) where by not in ('system', 'customer', 'store', 'carrier');

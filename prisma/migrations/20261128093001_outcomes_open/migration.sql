-- What still lies open: empty once it is all sealed.
create index concurrently work_order_open on work_order (shop_id, id) where outcome <> '' and done_by like '%:%';

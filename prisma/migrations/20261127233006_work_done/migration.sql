-- Work that is done, the latest first.
create index concurrently work_order_done on work_order (shop_id, done_at desc, id desc) where state <> 'open';

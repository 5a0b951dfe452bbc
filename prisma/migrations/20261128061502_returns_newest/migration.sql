-- Returns that ended, newest first.
create index concurrently return_case_newest on return_case (shop_id, requested_at desc, id desc);

-- Lines of a return; without it every return that is shown read the lines of all.
create index concurrently "return_line_shop_id_return_id_idx" on return_line (shop_id, return_id);

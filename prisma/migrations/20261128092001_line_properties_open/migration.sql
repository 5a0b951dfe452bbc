-- What still lies open: empty once it is all sealed.
create index concurrently order_line_open on order_line (shop_id, id) where properties <> '[]'::jsonb;

-- Calls still to be made, for what is seen from outside and on the status page.
create index concurrently outside_call_booked on outside_call (shop_id, created_at) where state = 'booked';

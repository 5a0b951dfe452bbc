-- The same of shipments.
create index concurrently shipment_open on shipment (shop_id, state, due_at) where due_at is not null;

-- What arrived today, for the home page.
create index concurrently shipment_delivered on shipment (shop_id, delivered_at) where delivered_at is not null;

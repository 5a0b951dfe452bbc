-- What left today, for the home page.
create index concurrently shipment_handed_over on shipment (shop_id, handed_over_at) where handed_over_at is not null;

-- What still lies open: empty once it is all sealed.
create index concurrently shipment_open on shipment (shop_id, id) where override_reason <> '' or weight_reason <> '';

-- What still lies open: empty once it is all sealed.
create index concurrently parcel_event_open on parcel_event (shop_id, id) where message <> '' or place <> '';

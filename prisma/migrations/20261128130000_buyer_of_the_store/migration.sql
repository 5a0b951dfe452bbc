-- What the store told of the buyer last, as a keyed hash: a correction that it refused stands until it tells otherwise.
alter table sales_order add column source_buyer bytea;

-- What the store's assessments of an order's risk rest on, for the person who decides about it.
alter table order_risk add column sealed bytea;

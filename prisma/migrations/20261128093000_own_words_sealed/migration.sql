-- What staff and partners write in their own words, sealed {words}, of a shipment {override, weight}: they may name a customer.
-- The open columns stay for processes of the version before; job `intake.retention` seals what they hold.
alter table work_order add column sealed bytea;
alter table shipment add column sealed bytea;
alter table partner_request add column sealed bytea;
alter table return_line add column sealed bytea;

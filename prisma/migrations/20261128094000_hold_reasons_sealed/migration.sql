-- Sealed {words}: why a person stopped an order, in their own words. `reason` keeps what the app itself says, and what versions
-- before wrote until job `intake.retention` has sealed it.
alter table hold add column sealed bytea;

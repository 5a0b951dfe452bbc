-- Sealed {message, place}: carriers name who signed. The open columns stay for processes of the version before; job
-- `intake.retention` seals what they hold.
alter table parcel_event add column sealed bytea;

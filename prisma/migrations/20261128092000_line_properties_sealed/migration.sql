-- Sealed [{name, value}]: engravings and gift texts name people. The open column stays for processes of the version before;
-- job `intake.retention` seals what it holds.
alter table order_line add column sealed bytea;

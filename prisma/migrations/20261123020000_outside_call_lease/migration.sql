-- Which process makes the call right now: another one waits, or takes it over when the lease is old.
alter table outside_call add column leased_at timestamptz(3);

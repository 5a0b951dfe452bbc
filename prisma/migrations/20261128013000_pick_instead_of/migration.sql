-- A stop that was put into a walk for what another one did not have: a device that has not heard of it may go on
-- at the stop after it.
alter table pick add column instead_of uuid;

-- What a person decided an order can do without.
alter table hold add column waived text[] default array[]::text[];
-- A customer's correction on its way into the store; personal data, so sealed, and emptied when done.
alter table outside_call add column sealed bytea;

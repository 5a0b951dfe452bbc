-- Who is signed in at the doors outside the admin: partners at their portal, people at a device of the floor. The cookie
-- only names a row; without the row it opens nothing, so signing out and being signed out end it on the server.
create table door_session (
  shop_id uuid not null,
  id uuid not null default uuidv7(),
  -- portal: who is a partner; floor: who is a person, at is the device
  door text not null,
  who uuid not null,
  at uuid,
  -- What must still hold of code, badge or PIN: another one ends what was opened with the one before
  mark text not null,
  opened_at timestamptz(3) not null default current_timestamp,
  seen_at timestamptz(3) not null default current_timestamp,
  -- However busy, it ends then
  until timestamptz(3) not null,
  primary key (shop_id, id),
  constraint door_session_door check (door in ('portal', 'floor'))
);
create index door_session_who on door_session (shop_id, door, who);
select app.protect('door_session');
select app.audit('door_session', 'all');

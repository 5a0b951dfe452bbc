-- Tours suggested for what is ready in a place; made anew whenever that changes.
create table pick_suggestion (
  shop_id uuid not null,
  location_id uuid not null,
  planned_at timestamptz(3) not null default now(),
  suggestion jsonb not null,
  primary key (shop_id, location_id)
);
select app.protect('pick_suggestion');

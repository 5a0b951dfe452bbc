-- The floor plan of a place: how it is walked, its aisles, cross aisles and desks, and where each bin lies.
create table warehouse_map (
  shop_id uuid not null,
  location_id uuid not null,
  policy text not null default 'shortest',
  changed_at timestamptz(3) not null default now(),
  primary key (shop_id, location_id)
);
alter table warehouse_map add constraint warehouse_map_policy check (policy in ('shortest', 's_shape', 'largest_gap'));
select app.protect('warehouse_map');

create table warehouse_part (
  shop_id uuid not null,
  location_id uuid not null,
  what text not null,
  code text not null,
  x_mm integer not null default 0,
  y_mm integer not null default 0,
  from_mm integer,
  to_mm integer,
  direction text not null default 'both',
  primary key (shop_id, location_id, what, code)
);
alter table warehouse_part add constraint warehouse_part_what check (what in ('aisle', 'cross_aisle', 'start', 'drop', 'desk'));
alter table warehouse_part add constraint warehouse_part_lengths check (x_mm >= 0 and y_mm >= 0 and from_mm >= 0 and to_mm >= 0);
select app.protect('warehouse_part');

create table bin_place (
  shop_id uuid not null,
  bin_id uuid not null,
  aisle text not null,
  y_mm integer not null,
  level integer not null default 1,
  side text,
  primary key (shop_id, bin_id)
);
alter table bin_place add constraint bin_place_lengths check (y_mm >= 0 and level >= 0);
alter table bin_place add constraint bin_place_side check (side in ('left', 'right'));
select app.protect('bin_place');

-- How a tour's walk was planned, and what it is compared with.
alter table pick_tour add column walk jsonb;

-- Where bins lie comes in by files of thousands of rows and is left out; the bins themselves are audited.
select app.audit(tab::regclass, 'all') from unnest(array['warehouse_map', 'warehouse_part']) tab;

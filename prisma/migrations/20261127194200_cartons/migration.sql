-- How an item may be packed.
alter table item
  add column stands_on_length boolean not null default true,
  add column stands_on_width boolean not null default true,
  add column stands_on_height boolean not null default true,
  add column bears_grams int check (bears_grams >= 0),
  add column nest_mm int not null default 0 check (nest_mm >= 0),
  add column ships_alone boolean not null default false,
  add column hazmat_class text,
  add column pack_together text,
  add column pack_apart text,
  add column own_packaging boolean not null default false,
  add column measured_by text,
  add column measured_at timestamptz(3);

-- Sizes of a carton were its inner ones all along; the outer ones are what a carrier measures.
alter table carton
  add column kind text not null default 'carton' check (kind in ('carton', 'mailer')),
  add column outer_length_mm int check (outer_length_mm > 0),
  add column outer_width_mm int check (outer_width_mm > 0),
  add column outer_height_mm int check (outer_height_mm > 0),
  add column stock int check (stock >= 0),
  add column max_volume_ml int check (max_volume_ml > 0);

-- What a carrier asks for one service, as agreed with the shop.
create table rate_card (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  carrier text not null,
  service text not null,
  currency text not null,
  divisor int check (divisor > 0),
  round_up_grams int not null default 1 check (round_up_grams > 0),
  max_grams int not null check (max_grams > 0),
  max_length_mm int check (max_length_mm > 0),
  max_girth_mm int check (max_girth_mm > 0),
  hazmat text[] not null default array[]::text[],
  zones jsonb not null,
  surcharges jsonb not null default '[]',
  active boolean not null default true,
  primary key (shop_id, id),
  unique (shop_id, carrier, service)
);
select app.protect('rate_card');

-- The plan a packer was shown for a shipment, until what it was made from changes.
create table carton_plan (
  shop_id uuid not null references shop (id) on delete cascade,
  shipment_id uuid not null,
  digest text not null,
  plan jsonb not null,
  made_at timestamptz(3) not null default now(),
  primary key (shop_id, shipment_id)
);
select app.protect('carton_plan');

-- What was suggested and what a packer used: the same contents come again.
create table carton_choice (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  shipment_id uuid not null,
  contents text not null,
  suggested text[] not null,
  used text[] not null,
  by text not null,
  at timestamptz(3) not null default now(),
  primary key (shop_id, id),
  unique (shop_id, shipment_id)
);
create index carton_choice_contents on carton_choice (shop_id, contents, at desc);
select app.protect('carton_choice');

select app.audit('rate_card', 'all');
-- What people measure and say of an item; what the store says of it is the store's own.
create trigger audited after update on item
  for each row when (old.measured_at is distinct from new.measured_at)
  execute function app.write_audit('people');

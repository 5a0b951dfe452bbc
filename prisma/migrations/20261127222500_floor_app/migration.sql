-- The floor outside the admin: devices that an owner paired, people who sign in there by badge or PIN, and
-- every scan with the key its device gave it, applied once.

alter table person
  -- Keyed hash of the badge's code, and scrypt of the PIN (salt 16, key 32); null: has none.
  add column badge_hash bytea,
  add column pin_hash bytea,
  -- Since the last one that was right.
  add column wrong_tries integer not null default 0,
  add column locked_until timestamptz(3),
  add column revoked_at timestamptz(3),
  -- Counts up when sessions are to end: another badge, another PIN, revoked.
  add column mark integer not null default 0;
create unique index person_badge on person (shop_id, badge_hash) where badge_hash is not null;

create table floor_device (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  -- Keyed hash of the pairing code while it may be used; null once it was.
  code_hash bytea,
  code_until timestamptz(3),
  paired_at timestamptz(3),
  created_by text not null,
  created_at timestamptz(3) not null default now(),
  seen_at timestamptz(3),
  wrong_tries integer not null default 0,
  locked_until timestamptz(3),
  revoked_at timestamptz(3),
  primary key (shop_id, id)
);

-- Append-only: what was scanned, by whom, where, and what became of it.
create table floor_scan (
  shop_id uuid not null references shop (id) on delete cascade,
  -- Made on the device: the same key is applied once, however often it is sent.
  key uuid not null,
  room text not null,
  -- scan, short, undo; what it proved: bin, pieces, tote
  intent text not null,
  proved text,
  tour_id uuid,
  pick_id uuid,
  order_id uuid,
  shipment_id uuid,
  line_id uuid,
  by text not null,
  device text,
  -- By the device's clock, kept between the last 14 days and now; and when it came in.
  at timestamptz(3) not null,
  applied_at timestamptz(3) not null default now(),
  quantity integer not null default 0,
  -- null: it counted; else the word of the refusal
  refusal text,
  -- What was answered, to answer a repeat the same: {ok, words, kind}
  answer jsonb not null,
  primary key (shop_id, key),
  constraint floor_scan_room check (room in ('pick', 'pack'))
);
create index floor_scan_day on floor_scan (shop_id, at);
create index floor_scan_order on floor_scan (shop_id, order_id);
create index floor_scan_tour on floor_scan (shop_id, tour_id);

-- The device a tour is walked on; null: any. Who takes it over takes the lease.
alter table pick_tour add column device text;

select app.protect('floor_device');
select app.protect('floor_scan', true);
select app.audit('floor_device', 'all');

-- Hashes of badges, PINs and codes are secrets like the others: by their ending, so that the next one is too.
create or replace function app.audit_mask(name text, val jsonb) returns jsonb language sql immutable as $$
  select case
    when val is null or val in ('null', '""', '{}', '[]') then val
    when regexp_replace(name, '^(settings|detail)\.', '') = any (array['sealed','wrapped_key','email','email_hash','phone_hash',
      'address_hash','customer_gid','contact_email','contactName','contactEmail','contactPhone','api_key_hash',
      'portal_code_hash','api_key_prefix','body','properties','label_pdf','label_zpl','tracking_url','outcome',
      'decline_note','inspection_note','missing_text']) or name like 'address.%' or name like '%\_hash' then '"•"'::jsonb
    else val
  end
$$;

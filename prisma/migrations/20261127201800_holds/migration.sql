-- Holds of every kind: by hand, until a date, and those that others put on the order in the store.
alter table hold add column "until_at" TIMESTAMPTZ(3);
alter table hold add column "opened_by" TEXT NOT NULL DEFAULT 'system';
-- The store's own id of a hold that somebody else put there; ours go by their handle.
alter table hold add column "store_gid" TEXT;
alter table hold add constraint hold_kind check (kind in ('address','completeness','payment','fraud','duplicate','confirmation','stock','person','until'));
create index hold_open on hold (shop_id, order_id) where released_at is null;

-- Where it goes, to find orders to the same door.
alter table sales_order add column "address_hash" BYTEA;
-- This order's goods go into the parcel of that one.
alter table sales_order add column "ships_with_id" UUID;
create index "sales_order_shop_id_phone_hash_idx" on sales_order ("shop_id", "phone_hash");
create index "sales_order_shop_id_address_hash_idx" on sales_order ("shop_id", "address_hash");
create index "sales_order_shop_id_ships_with_id_idx" on sales_order ("shop_id", "ships_with_id");

-- Two orders that may be one, and what a person made of it: a pair is asked about once.
create table duplicate_pair (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    -- The one that was there first, and the one that is held for it.
    "first_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    CONSTRAINT "duplicate_pair_pkey" PRIMARY KEY ("shop_id","id")
);
create unique index "duplicate_pair_shop_id_first_id_order_id_key" on duplicate_pair ("shop_id", "first_id", "order_id");
create index "duplicate_pair_shop_id_state_id_idx" on duplicate_pair ("shop_id", "state", "id");
create index "duplicate_pair_shop_id_order_id_idx" on duplicate_pair ("shop_id", "order_id");
alter table duplicate_pair add constraint duplicate_pair_state check (state in ('open','dismissed','combined','cancelled','over'));
select app.protect('duplicate_pair');
select app.audit('duplicate_pair', 'all');

-- CreateTable
CREATE TABLE "store_budget" (
    "shop_id" UUID NOT NULL,
    "available" DOUBLE PRECISION NOT NULL DEFAULT 2000,
    "maximum" DOUBLE PRECISION NOT NULL DEFAULT 2000,
    "restore_rate" DOUBLE PRECISION NOT NULL DEFAULT 100,
    "known_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refreshing_until" TIMESTAMPTZ(3),

    CONSTRAINT "store_budget_pkey" PRIMARY KEY ("shop_id")
);

-- Hand-written: one small row a shop, updated at every call to the store; half-filled pages keep that cheap.
alter table store_budget set (fillfactor = 50);
select app.protect('store_budget');

/* What the bucket holds now: it refills steadily up to its size. */
create function app.budget_level(b store_budget) returns double precision
language sql stable set search_path = public, pg_temp as $$
  select least(b.maximum,
    b.available + b.restore_rate * greatest(0, extract(epoch from clock_timestamp() - b.known_at)))
$$;

/* Takes `cost` points out of a shop's bucket, if as much as `keep` (a share of its size, 0 to 1) is
   left for calls that are more urgent. One statement, its own transaction: never called in another.
   Answers 0 when taken, else the milliseconds until it is worth asking again. */
create function app.take_budget(shop uuid, cost double precision, keep double precision)
returns integer language plpgsql set search_path = public, pg_temp as $$
declare
  bucket store_budget;
  level double precision;
  wanted double precision;
begin
  perform set_config('app.shop_id', shop::text, true);
  select * into bucket from store_budget where shop_id = shop for update;
  if not found then
    insert into store_budget (shop_id) values (shop) on conflict do nothing;
    select * into bucket from store_budget where shop_id = shop for update;
  end if;
  level := app.budget_level(bucket);
  wanted := least(cost + keep * bucket.maximum, bucket.maximum);
  if level < wanted then
    return ceil(1000 * (wanted - level) / bucket.restore_rate);
  end if;
  update store_budget set available = greatest(0, level - cost), known_at = clock_timestamp()
    where shop_id = shop;
  return 0;
end $$;

/* Learns from an answer: gives back what was taken too much and believes the store where it says
   less is left, or that the bucket has another size. */
create function app.settle_budget(shop uuid, unused double precision, reported double precision,
  size double precision, rate double precision)
returns void language plpgsql set search_path = public, pg_temp as $$
begin
  perform set_config('app.shop_id', shop::text, true);
  update store_budget b set
    available = case when b.maximum = size and b.restore_rate = rate
      then greatest(0, least(reported, app.budget_level(b) + unused)) else reported end,
    maximum = size, restore_rate = rate, known_at = clock_timestamp()
    where b.shop_id = shop;
end $$;

/* Lets one process at a time refresh a shop's token: true when it is the caller's turn. A process
   that died in the middle loses its turn after `seconds`; 0 gives the turn back. */
create function app.lease_token_refresh(shop uuid, seconds integer)
returns boolean language plpgsql set search_path = public, pg_temp as $$
begin
  perform set_config('app.shop_id', shop::text, true);
  insert into store_budget (shop_id) values (shop) on conflict do nothing;
  update store_budget b set refreshing_until = clock_timestamp() + make_interval(secs => seconds)
    where b.shop_id = shop
      and (seconds = 0 or b.refreshing_until is null or b.refreshing_until <= clock_timestamp());
  return found;
end $$;

revoke all on function app.take_budget, app.settle_budget, app.lease_token_refresh, app.budget_level from public;
grant execute on function app.take_budget, app.settle_budget, app.lease_token_refresh, app.budget_level to app_rw;

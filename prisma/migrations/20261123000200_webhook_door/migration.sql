-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN "source_digest" BYTEA;

-- CreateTable
CREATE TABLE "deleted_order" (
    "shop_id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_order_pkey" PRIMARY KEY ("shop_id","shopify_id")
);

-- CreateTable
CREATE TABLE "compliance_record" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "owner" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL,
    "order_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "sealed" BYTEA,
    "email_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,

    CONSTRAINT "compliance_record_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "compliance_record_shop_id_state_due_at_idx" ON "compliance_record"("shop_id", "state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "compliance_record_shop_id_delivery_id_key" ON "compliance_record"("shop_id", "delivery_id");

-- ---------------------------------------------------------------------------------------------
-- By hand from here.
-- ---------------------------------------------------------------------------------------------

select app.protect('deleted_order');
select app.protect('compliance_record');

alter table compliance_record add constraint compliance_record_kind check (kind in ('customer_data_request','customer_redact','shop_redact'));
-- Like an order: while it is open it has an owner and a date.
alter table compliance_record add constraint compliance_record_never_dark check (
  case when state = 'open' then owner is not null and due_at is not null
       else state in ('done','refused') end);

-- Sealed bytes do not shrink: trying to compress them is time lost on every delivery.
alter table delivery alter column body set storage external;

-- What waits, in the order in which it is worked through; and what ended on a person's list. Both are
-- small beside what is done, so every delivery pays for one entry here and not for an index of all.
drop index delivery_shop_id_state_id_idx;
create index delivery_waiting on delivery (shop_id, triggered_at, id) where state = 'waiting';
create index delivery_dead on delivery (shop_id, id) where state = 'dead';

/* Books a job in the caller's transaction. A job waiting under the same key is replaced; one already
   running is left alone and a second is booked. Times are instants. Runs as the owner of the queue.
   The queue's own function books nothing when the waiting job is picked up between its two statements;
   it is asked again then, or the caller's change would have nobody to work on it. */
create or replace function app.enqueue(task text, body json, job_key text, max_attempts int, run_at timestamptz, priority int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  booked bigint;
begin
  for attempt in 1..10 loop
    select id into booked from graphile_worker.add_job(task, body, run_at := run_at,
      max_attempts := max_attempts, job_key := job_key, priority := priority);
    exit when booked is not null;
  end loop;
  if booked is null then
    raise exception 'job % was not booked: its key % is taken again and again', task, job_key using errcode = '40001';
  end if;
end $$;

/* Books the drain of a shop's deliveries. One that waits already keeps its time: under a stream of
   deliveries the next drain starts `wait_ms` after the last one was booked, not after every commit. */
create function app.wake_drain(shop uuid, wait_ms int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  booked bigint;
begin
  for attempt in 1..10 loop
    select id into booked from graphile_worker.add_job('intake.deliveries', json_build_object('shopId', shop),
      run_at := now() + wait_ms * interval '1 millisecond', max_attempts := 25,
      job_key := 'intake.deliveries:' || shop, priority := 0, job_key_mode := 'preserve_run_at');
    exit when booked is not null;
  end loop;
  if booked is null then
    raise exception 'the drain of shop % was not booked', shop using errcode = '40001';
  end if;
end $$;

/* Stores a batch of deliveries of any number of shops, and books each shop's drain: one statement, one
   commit. The same event (shop, topic, event key) is stored once.
   batch: [{shop, sealed_by, wait_ms, rows: [{t topic, e event key, at triggered, v api version, o offset, n length}]}],
   shops in the order of their ids, so that two batches never wait for each other crosswise. A delivery that
   does not say when it was triggered was triggered now.
   bodies: all sealed bodies, one behind the other; offsets count from 0.
   sealed_by: SHA-256, hex, of the wrapped key the bodies were sealed with. Answers the shops whose key
   is another one by now: nothing of theirs was stored. */
create function app.store_deliveries(batch json, bodies bytea)
returns uuid[] language plpgsql security invoker set search_path = public, pg_temp as $$
declare
  part record;
  stale uuid[] := '{}';
begin
  for part in
    select * from json_to_recordset(batch) as p(shop uuid, sealed_by text, wait_ms int, rows json)
  loop
    perform set_config('app.shop_id', part.shop::text, true);
    if not exists (select 1 from shop where id = part.shop and encode(sha256(wrapped_key), 'hex') = part.sealed_by) then
      stale := stale || part.shop;
      continue;
    end if;
    insert into delivery (shop_id, topic, event_key, triggered_at, api_version, body)
    select part.shop, r.t, r.e, coalesce(r.at, now()), r.v, substring(bodies from r.o + 1 for r.n)
    from json_to_recordset(part.rows) as r(t text, e text, at timestamptz, v text, o int, n int)
    on conflict (shop_id, topic, event_key) do nothing;
    if found then perform app.wake_drain(part.shop, part.wait_ms); end if;
  end loop;
  return stale;
end $$;

revoke all on function app.wake_drain, app.store_deliveries from public;
grant execute on function app.wake_drain, app.store_deliveries to app_rw;

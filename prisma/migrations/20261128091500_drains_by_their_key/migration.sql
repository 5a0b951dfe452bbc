/* As before, and the key is in the body too: a drain that was booked again while a worker had it loses its own, and is
   known by this one (`forgetReplaced`). */
create or replace function app.wake_drain(shop uuid, wait_ms int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := 'intake.deliveries:' || shop;
  booked bigint;
begin
  perform from graphile_worker._private_jobs
  where key = name and locked_at is null and attempts = 0 and run_at > now() for key share;
  if found then return; end if;
  if exists (select from graphile_worker._private_jobs
    where key = name and locked_at is null and attempts = 0 and run_at <= now()) then
    name := name || ':next';
    wait_ms := greatest(wait_ms, 250);
    perform from graphile_worker._private_jobs
    where key = name and locked_at is null and attempts = 0 for key share;
    if found then return; end if;
  end if;
  for attempt in 1..10 loop
    select id into booked from graphile_worker.add_job('intake.deliveries', json_build_object('shopId', shop, '_key', name),
      run_at := now() + wait_ms * interval '1 millisecond', max_attempts := 25,
      job_key := name, priority := 0, job_key_mode := 'preserve_run_at');
    exit when booked is not null;
  end loop;
  if booked is null then
    raise exception 'the drain of shop % was not booked', shop using errcode = '40001';
  end if;
end $$;

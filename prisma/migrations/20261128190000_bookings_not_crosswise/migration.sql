/* Two who booked the same job in the moment a worker took it waited for each other, until the database ended one of
   them after a second. A row that is locked is locked as it is last: when a worker had taken the job meanwhile it was no
   longer what was asked for, the answer was nothing, and the lock stayed; taking the key from the running job then waits
   for the other's lock, and the other for ours. So what is locked in vain is let go again: a block with an exception
   gives back what was locked in it (PostgreSQL, "Explicit Locking": locks taken after a savepoint). */

/* Keeps a job that waits for its first try from the workers until the caller commits, in a way that many callers share:
   whoever takes it then sees what they wrote. due_too: one that is due as well.
   Answers false, and keeps nothing, where there is none or a worker was quicker. */
create function app.keep_from_workers(name text, due_too boolean)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from graphile_worker._private_jobs
    where key = name and locked_at is null and attempts = 0 and (due_too or run_at > now())) then
    return false;
  end if;
  perform from graphile_worker._private_jobs
  where key = name and locked_at is null and attempts = 0 and (due_too or run_at > now()) for key share;
  if found then return true; end if;
  raise exception 'job % was taken', name using errcode = 'OW001';
exception when sqlstate 'OW001' then
  return false;
end $$;
revoke all on function app.keep_from_workers from public;

/* As before, but for what is locked in vain. */
create or replace function app.wake_drain(shop uuid, wait_ms int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := 'intake.deliveries:' || shop;
  booked bigint;
begin
  if app.keep_from_workers(name, false) then return; end if;
  if exists (select from graphile_worker._private_jobs
    where key = name and locked_at is null and attempts = 0 and run_at <= now()) then
    name := name || ':next';
    wait_ms := greatest(wait_ms, 250);
    if app.keep_from_workers(name, true) then return; end if;
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

/* As before, but for what is locked in vain: jobs that are enough as they wait are looked for first, and all of them
   locked or none; after three looks they are booked like any other. */
create or replace function app.enqueue_all(jobs json)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  waiting bigint[];
  enough text[] := '{}';
  missing text[];
  booked text[];
begin
  for look in 1..3 loop
    waiting := array(
      select j.id from json_to_recordset(jobs) as r(task text, body jsonb, key text, max_attempts int2, run_at timestamptz, priority int2)
      join graphile_worker._private_jobs j on j.key = r.key
      join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = r.task
      where r.run_at <= clock_timestamp() and j.locked_at is null and j.attempts = 0 and j.run_at <= clock_timestamp()
        and j.priority = r.priority and j.max_attempts = r.max_attempts
        and j.payload::jsonb - '{_trace,_span}'::text[] = r.body - '{_trace,_span}'::text[]
      order by r.key);
    exit when waiting = '{}';
    begin
      enough := array(
        select j.key from json_to_recordset(jobs) as r(body jsonb, key text, max_attempts int2, priority int2)
        join graphile_worker._private_jobs j on j.key = r.key and j.id = any (waiting)
        where j.locked_at is null and j.attempts = 0 and j.run_at <= clock_timestamp()
          and j.priority = r.priority and j.max_attempts = r.max_attempts
          and j.payload::jsonb - '{_trace,_span}'::text[] = r.body - '{_trace,_span}'::text[]
        order by r.key for share of j);
      exit when cardinality(enough) = cardinality(waiting);
      raise exception 'a job was taken' using errcode = 'OW001';
    exception when sqlstate 'OW001' then
      enough := '{}';
    end;
  end loop;
  if not exists (select from json_to_recordset(jobs) as r(key text) where r.key is null or r.key <> all (enough)) then
    return;
  end if;
  for attempt in 1..10 loop
    booked := array(
      select coalesce(j.key, '') from graphile_worker.add_jobs(array(
        select row(r.task, r.body, null, r.run_at, r.max_attempts, r.key, r.priority, null)::graphile_worker.job_spec
        from json_to_recordset(jobs) as r(task text, body json, key text, max_attempts int2, run_at timestamptz, priority int2)
        where case when r.key is null then attempt = 1 else r.key <> all (enough) and (attempt = 1 or r.key = any (missing)) end)) j);
    missing := array(
      select r.key from json_to_recordset(jobs) as r(key text)
      where r.key is not null and r.key <> all (enough) and (attempt = 1 or r.key = any (missing)) and r.key <> all (booked));
    exit when missing = '{}';
  end loop;
  if missing <> '{}' then
    raise exception 'jobs were not booked: key % is taken again and again', missing[1] using errcode = '40001';
  end if;
end $$;

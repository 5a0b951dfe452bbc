/* Times that are compared with the database's are the database's own: machines differ by seconds. */

/* As before; the moment of the word is that in which it is written, not that in which its transaction began: a word that
   had to wait would be old at once. */
create or replace function app.say_alive(process uuid, name text, workers text[], under_way text[])
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into app.worker_process (id, label, worker_ids, pieces, seen_at) values (process, name, workers, under_way, clock_timestamp())
  on conflict (id) do update set worker_ids = excluded.worker_ids, pieces = excluded.pieces, seen_at = clock_timestamp(), died_at = null
$$;

/* A worker's jobs are anybody's. They go on under new ids: a worker that was only slow ends a job by its id alone, and
   what was booked into the freed one's place meanwhile would be gone with it. */
create function app.free_jobs(workers text[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update graphile_worker._private_jobs set id = default, locked_at = null, locked_by = null where locked_by = any (workers);
  update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by = any (workers);
end $$;
revoke all on function app.free_jobs from public;

/* As before; a job without a time is due at once, by the database's clock. */
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
      where (r.run_at is null or r.run_at <= clock_timestamp()) and j.locked_at is null and j.attempts = 0 and j.run_at <= clock_timestamp()
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
        select row(r.task, r.body, null, coalesce(r.run_at, clock_timestamp()), r.max_attempts, r.key, r.priority, null)::graphile_worker.job_spec
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

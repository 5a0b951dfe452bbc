/* As before, but what is booked does not hang on what is missing: where no key was missing (all of them waited
   already, or no job had one) the planner left the other side of the difference out, and with it jobs without a key. */
create or replace function app.enqueue_all(jobs json)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  enough text[];
  missing text[];
  booked text[];
begin
  enough := array(
    select j.key from json_to_recordset(jobs) as r(task text, body jsonb, key text, max_attempts int2, run_at timestamptz, priority int2)
    join graphile_worker._private_jobs j on j.key = r.key
    join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = r.task
    where r.run_at <= clock_timestamp() and j.locked_at is null and j.attempts = 0 and j.run_at <= clock_timestamp()
      and j.priority = r.priority and j.max_attempts = r.max_attempts
      and j.payload::jsonb - '{_trace,_span}'::text[] = r.body - '{_trace,_span}'::text[]
    order by r.key for share of j);
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

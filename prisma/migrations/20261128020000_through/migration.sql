-- What a delivery costs on its way to a checked order: less of everything that was done once a row.

/* Books jobs in the caller's transaction, however many, in one call of the queue: at hundreds of orders a
   transaction its statements cost more than the jobs. jobs: [{task, body, key, max_attempts, run_at, priority}],
   each key at most once. As app.enqueue, which the version before this one still calls: a job that waits under
   the key and would do the same now is enough, and kept from starting until this transaction ends; any other
   that waits is replaced, one already running is left alone and a second is booked. A key that is picked up in
   that moment is booked again. Plans of the queue's functions are kept by a connection from its first call, when
   the queue is mostly empty: without seq scans they are also right when it is long. */
create function app.enqueue_all(jobs json)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  enough text[];
  missing text[];
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
    missing := array(
      select r.key from json_to_recordset(jobs) as r(key text)
      where r.key is not null and r.key <> all (enough) and (attempt = 1 or r.key = any (missing))
      except select j.key from graphile_worker.add_jobs(array(
        select row(r.task, r.body, null, r.run_at, r.max_attempts, r.key, r.priority, null)::graphile_worker.job_spec
        from json_to_recordset(jobs) as r(task text, body json, key text, max_attempts int2, run_at timestamptz, priority int2)
        where case when r.key is null then attempt = 1 else r.key <> all (enough) and (attempt = 1 or r.key = any (missing)) end)) j);
    exit when missing = '{}';
  end loop;
  if missing <> '{}' then
    raise exception 'jobs were not booked: key % is taken again and again', missing[1] using errcode = '40001';
  end if;
end $$;
revoke all on function app.enqueue_all from public;
grant execute on function app.enqueue_all to app_rw;

/* Puts a table under audit. whose: `all` (set-up and people), or `people` (work, of which the app itself does
   most). What the app does by itself to work does not even call the trigger: a call costs more than the row. */
create or replace function app.audit(tab regclass, whose text) returns void language plpgsql as $$
begin
  if whose not in ('all', 'people') then raise exception 'audit of % for "all" or "people", not "%"', tab, whose; end if;
  execute format('create or replace trigger audited after insert or update or delete on %s for each row %s execute function app.write_audit(%L)',
    tab, case whose when 'people' then $when$when (coalesce(nullif(current_setting('app.by', true), ''), session_user)
      not in ('system', 'store', 'carrier', 'app_rw'))$when$ else '' end, whose);
end $$;
select app.audit(tgrelid::regclass, 'people') from pg_trigger
where tgname = 'audited' and tgargs = 'people\000' and tgattr::text = '' and tgqual is null
  and tgtype = 29; -- after each row of every change: those that name columns stay as they are

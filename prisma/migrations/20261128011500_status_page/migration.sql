/* The queue, with since when jobs fail or are given up: when the oldest of them was booked.
   (Dropped first, since a function's columns cannot be changed.) */
drop function app.queue_standing(uuid);
create function app.queue_standing(shop uuid)
returns table (task text, many bigint, since timestamptz, failing bigint, failing_since timestamptz,
  dead bigint, dead_since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select t.identifier, count(*) filter (where j.run_at <= now() and j.attempts < j.max_attempts),
      min(j.run_at) filter (where j.run_at <= now() and j.attempts < j.max_attempts),
      count(*) filter (where j.attempts > 0 and j.attempts < j.max_attempts and j.last_error is not null),
      min(j.created_at) filter (where j.attempts > 0 and j.attempts < j.max_attempts and j.last_error is not null),
      count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null),
      min(j.created_at) filter (where j.attempts >= j.max_attempts and j.locked_at is null)
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where shop is null or j.payload ->> 'shopId' = shop::text
    group by t.identifier;
end $$;

/* Jobs of this transaction's shop that were given up are tried again, now and with all their tries. */
create function app.retry_given_up(task_name text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  many bigint;
begin
  update graphile_worker._private_jobs j
    set attempts = 0, run_at = now(), updated_at = now()
    from graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = task_name and j.attempts >= j.max_attempts and j.locked_at is null
      and j.payload ->> 'shopId' = current_setting('app.shop_id');
  get diagnostics many = row_count;
  return many;
end $$;

revoke all on function app.queue_standing, app.retry_given_up from public;
grant execute on function app.queue_standing, app.retry_given_up to app_rw;

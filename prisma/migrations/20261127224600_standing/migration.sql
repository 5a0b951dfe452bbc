/* What waits in all shops together, for those who run the app: counts and the age of the oldest, nothing of any
   shop's own. Goes from shop to shop, so that it sees rows whether or not its owner may pass row-level security;
   every count is over what is open, by an index. `since` is when the oldest began to wait, or was due. */
create function app.standing_of(shop uuid)
returns table (what text, name text, many bigint, since timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform set_config('app.shop_id', shop::text, true);
  return query
    select 'delivery', d.state, count(*), min(d.received_at) from delivery d
      where d.shop_id = shop and d.state = 'waiting' group by d.state
    union all
    select 'delivery', d.state, count(*), min(d.received_at) from delivery d
      where d.shop_id = shop and d.state = 'dead' group by d.state
    union all
    select 'mail', m.state, count(*), min(m.created_at) from mail m
      where m.shop_id = shop and m.state in ('waiting', 'dead') group by m.state
    union all
    select 'call', c.kind, count(*), min(c.created_at) from outside_call c
      where c.shop_id = shop and c.state = 'booked' group by c.kind
    union all
    select 'hold', h.kind, count(*), min(h.opened_at) from hold h
      where h.shop_id = shop and h.released_at is null group by h.kind
    union all
    select 'order', o.state, count(*), min(o.due_at) from sales_order o
      where o.shop_id = shop and o.due_at is not null group by o.state
    union all
    select 'shipment', s.state, count(*), min(s.due_at) from shipment s
      where s.shop_id = shop and s.due_at is not null group by s.state
    union all
    select 'return', r.state, count(*), min(r.due_at) from return_case r
      where r.shop_id = shop and r.due_at is not null group by r.state
    union all
    select 'budget', 'short', count(*), min(b.known_at) from store_budget b
      where b.shop_id = shop and app.budget_level(b) < 0.1 * b.maximum;
end $$;

/* The same over all shops that have the app. */
create function app.standing()
returns table (what text, name text, many bigint, since timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  was text := coalesce(current_setting('app.shop_id', true), '');
  one uuid;
  found jsonb := '[]';
begin
  for one in select id from shop where installed_at is not null and uninstalled_at is null loop
    found := found || (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from app.standing_of(one) s);
  end loop;
  perform set_config('app.shop_id', was, true);
  return query
    select r.what, r.name, sum(r.many)::bigint, min(r.since)
    from jsonb_to_recordset(found) as r(what text, name text, many bigint, since timestamptz)
    where r.many > 0 group by 1, 2;
end $$;

/* The queue: what is due by job, since when, and what it said when it last failed. Jobs of one shop, or of all.
   (plpgsql, since the queue's own tables are made after these.) */
create function app.queue_standing(shop uuid)
returns table (task text, many bigint, since timestamptz, failing bigint, dead bigint, error text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select t.identifier, count(*) filter (where j.run_at <= now() and j.attempts < j.max_attempts),
      min(j.run_at) filter (where j.run_at <= now() and j.attempts < j.max_attempts),
      count(*) filter (where j.attempts > 0 and j.attempts < j.max_attempts and j.last_error is not null),
      count(*) filter (where j.attempts >= j.max_attempts),
      (array_agg(left(j.last_error, 200) order by j.updated_at desc) filter (where j.last_error is not null))[1]
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where shop is null or j.payload ->> 'shopId' = shop::text
    group by t.identifier;
end $$;

/* How many processes said lately that they live: those that run jobs, and all. */
create function app.processes_alive()
returns table (workers bigint, everybody bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) filter (where worker_ids <> '{}'), count(*) from app.worker_process
  where died_at is null and seen_at > now() - interval '10 seconds'
$$;

revoke all on function app.standing, app.standing_of, app.queue_standing, app.processes_alive from public;
grant execute on function app.standing, app.queue_standing, app.processes_alive to app_rw;

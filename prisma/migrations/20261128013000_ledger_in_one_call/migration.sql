/* A command of the ledger in one call: who moves goods waits for the database once, not once a step.
   A plan of a function is made once a connection, while a young shop's tables are all but empty, and kept when they
   have grown: reading them whole is forbidden to it. */

/* Locks a level until the transaction ends and answers its pieces. One that is not there yet is made: who counts an
   empty bin must not miss what comes in meanwhile. One that went while we waited for it is made again. */
create function app.lock_level(shop uuid, bin uuid, item uuid, state_of text, lot uuid, serial_of text)
returns int language plpgsql set enable_seqscan = off as $$
declare there int;
begin
  loop
    select l.quantity into there from stock_level l
    where l.shop_id = shop and l.bin_id = bin and l.item_id = item and l.state = state_of
      and l.lot_id = coalesce(lot, '00000000-0000-0000-0000-000000000000') and l.serial = coalesce(serial_of, '')
    for no key update;
    if found then return there; end if;
    insert into stock_level (shop_id, bin_id, item_id, state, lot_id, serial, quantity)
    values (shop, bin, item, state_of, coalesce(lot, '00000000-0000-0000-0000-000000000000'), coalesce(serial_of, ''), 0)
    on conflict do nothing;
  end loop;
end $$;

/* Moves goods, all of it or nothing: locks the levels in the order they are given, looks whether there is enough,
   writes the entries, by which the levels change. The arrays are one change a level, sorted as everybody locks.
   A shipment gives only what it holds itself, by its own entries, read under the locks.
   answer: `moved`, `seen` (the key was applied before) or `not_enough` with the places that lack. */
create function app.move_goods(shop uuid, command_key text, why text, who text, of_order uuid, of_shipment uuid, paper text,
  bins uuid[], items uuid[], states text[], lots uuid[], serials text[], deltas int[])
returns table (answer text, places jsonb) language plpgsql set enable_seqscan = off as $$
declare
  there int[];
  gives boolean;
  applied boolean;
begin
  for n in 1..cardinality(bins) loop
    there[n] := app.lock_level(shop, bins[n], items[n], states[n], lots[n], serials[n]);
  end loop;
  gives := exists (select from unnest(states, deltas) c (state, delta)
    where c.delta < 0 and c.state in ('reserved', 'picked', 'packed'));
  if gives and of_shipment is null then
    raise exception '% takes goods of a shipment and does not name it', command_key;
  end if;
  with own as (
    select e.bin_id, e.item_id, e.state, e.lot_id, e.serial, sum(e.delta) as holds from stock_entry e
    where gives and e.shop_id = shop and e.shipment_id = of_shipment and e.state in ('reserved', 'picked', 'packed')
    group by 1, 2, 3, 4, 5
  ), looked as (
    select c.*, case when c.delta < 0 and c.state in ('reserved', 'picked', 'packed')
      then least(c.has, coalesce(o.holds, 0)) else c.has end as may_give
    from unnest(bins, items, states, lots, serials, deltas, there) with ordinality c (bin, item, state, lot, serial, delta, has, at)
    left join own o on o.bin_id = c.bin and o.item_id = c.item and o.state = c.state
      and o.lot_id is not distinct from c.lot and o.serial is not distinct from c.serial
  )
  select jsonb_agg(jsonb_build_object('binId', bin, 'itemId', item, 'state', state, 'lotId', lot, 'serial', serial,
    'has', may_give, 'needs', -delta) order by at)
  into places from looked where may_give + delta < 0;
  -- Planned each time: on an empty table every index looks as good as the one with the key.
  execute 'select exists (select from stock_entry where shop_id = $1 and key = $2)' into applied using shop, command_key;
  if applied then
    answer := 'seen';
    places := null;
  elsif places is not null then
    answer := 'not_enough';
  else
    insert into stock_entry (shop_id, bin_id, item_id, state, lot_id, serial, delta, cause, key, part,
      order_id, shipment_id, document, by)
    select shop, c.bin, c.item, c.state, c.lot, c.serial, c.delta, why, command_key, c.at, of_order, of_shipment, paper, who
    from unnest(bins, items, states, lots, serials, deltas) with ordinality c (bin, item, state, lot, serial, delta, at);
    answer := 'moved';
  end if;
  return next;
end $$;

/* A job that waits already under the key and would do the same now is enough: it is kept from starting until this
   transaction ends. Those who book it at once share that lock, and wait neither for each other nor for each other's
   writing to disk. In all other cases it is booked, or put in place of the one that waits. */
create or replace function app.enqueue(task text, body json, job_key text, max_attempts int, run_at timestamptz, priority int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  booked bigint;
begin
  if job_key is not null and run_at <= clock_timestamp() then
    perform from graphile_worker._private_jobs j
    where j.key = job_key and j.locked_at is null and j.attempts = 0 and j.run_at <= clock_timestamp()
      and j.task_id = (select t.id from graphile_worker._private_tasks t where t.identifier = task)
      and j.priority = enqueue.priority and j.max_attempts = enqueue.max_attempts
      and j.payload::jsonb - '_trace' = body::jsonb - '_trace'
    for share of j;
    if found then return; end if;
  end if;
  for attempt in 1..10 loop
    select id into booked from graphile_worker.add_job(task, body, run_at := run_at,
      max_attempts := max_attempts, job_key := job_key, priority := priority);
    exit when booked is not null;
  end loop;
  if booked is null then
    raise exception 'job % was not booked: its key % is taken again and again', task, job_key using errcode = '40001';
  end if;
end $$;

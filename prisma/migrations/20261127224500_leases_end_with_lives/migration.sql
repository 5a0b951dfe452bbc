-- AlterTable
ALTER TABLE "mail" ADD COLUMN "leased_by" TEXT;

-- AlterTable
ALTER TABLE "outside_call" ADD COLUMN "leased_by" TEXT;

-- ---------------------------------------------------------------------------------------------
-- By hand from here.
-- ---------------------------------------------------------------------------------------------

-- Every process is known now, not only those that run jobs, with a name for people; and who died stays
-- known for a while, since what it had leased is free from then on.
alter table app.worker_process add column label text not null default '';
alter table app.worker_process add column died_at timestamptz;
alter table app.worker_process add column pieces text[] not null default '{}';

/* Says that a process lives, and which pieces of work it has under way. Of web and worker alike, so it runs as the owner. One that was taken for dead
   and was only slow lives again; what others took of it meanwhile stays theirs. */
create function app.say_alive(process uuid, name text, workers text[], under_way text[])
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into app.worker_process (id, label, worker_ids, pieces, seen_at) values (process, name, workers, under_way, now())
  on conflict (id) do update set worker_ids = excluded.worker_ids, pieces = excluded.pieces, seen_at = now(), died_at = null
$$;

/* A process leaves in order: it holds nothing any more. */
create function app.say_goodbye(process uuid)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from app.worker_process where id = process
$$;

/* Whether somebody still has what was leased at that time, by that holder (`process/piece of work`), for so
   many seconds. It ends before its time when the process is dead, or has said since then (long enough after it that
   the word was not under way already) that it works at other things: then it could not write down that it let go. */
create function app.is_leased(at timestamptz, holder text, seconds double precision)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select at is not null and at > now() - make_interval(secs => seconds) and not exists (
    select 1 from app.worker_process p
    where p.id::text = split_part(holder, '/', 1) and (p.died_at is not null
      or (p.seen_at > at + interval '10 seconds' and split_part(holder, '/', 2) <> all (p.pieces || '{-}'))))
$$;

revoke all on function app.say_alive, app.say_goodbye, app.is_leased from public;
grant execute on function app.say_alive, app.say_goodbye, app.is_leased to app_rw;

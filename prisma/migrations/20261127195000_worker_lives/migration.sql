-- Which processes run jobs, and when each was last heard of: a dead one's jobs go on elsewhere within seconds.
-- Of the queue's owner alone; the app's role has no business here.
create table app.worker_process (
  id uuid primary key,
  worker_ids text[] not null,
  seen_at timestamptz not null default now()
);
revoke all on app.worker_process from public;

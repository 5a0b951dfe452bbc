-- Labels are printed names and addresses: both kinds are kept sealed from here on (vault.server.ts). What was kept in
-- clear is still read, and sealed by the job intake.retention the next time it runs.
alter table parcel alter column label_zpl type bytea using convert_to(label_zpl, 'UTF8');

-- A person looked at a buyer's data: written down once a person, order and hour.
alter table audit drop constraint audit_deed;
alter table audit add constraint audit_deed check (deed in ('added', 'changed', 'removed', 'seen'));
create unique index audit_seen_once on audit (shop_id, order_id, by, row_id) where deed = 'seen';

/* What is never written down in clear: personal data, secrets, files, and words people wrote to or of somebody. */
create or replace function app.audit_mask(name text, val jsonb) returns jsonb language sql immutable as $$
  select case
    when val is null or val in ('null', '""', '{}', '[]') then val
    when regexp_replace(name, '^(settings|detail)\.', '') = any (array['sealed','wrapped_key','email','email_hash','phone_hash',
      'address_hash','customer_gid','contact_email','contactName','contactEmail','contactPhone','api_key_hash',
      'portal_code_hash','api_key_prefix','body','properties','label_pdf','label_zpl','tracking_url','outcome',
      'decline_note','inspection_note','missing_text','pay_url','problem','message']) or name like 'address.%' or name like '%\_hash' then '"•"'::jsonb
    else val
  end
$$;

/* History may only grow for the app's role; what is older than its time goes by this function alone, for one shop. */
create function app.forget_audit(cut_off timestamptz, most int) returns int
  language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from audit where shop_id = current_setting('app.shop_id')::uuid and id in (
      select id from audit where shop_id = current_setting('app.shop_id')::uuid and at < cut_off order by id limit most)
    returning 1)
  select count(*)::int from gone
$$;
revoke all on function app.forget_audit(timestamptz, int) from public;
grant execute on function app.forget_audit(timestamptz, int) to app_rw;

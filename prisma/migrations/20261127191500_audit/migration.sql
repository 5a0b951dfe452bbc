-- Who did what, when, from which screen or system, before and after. Written by the database itself, in the
-- transaction of the change, for whatever code makes it; see docs/decisions on the audit.
create table audit (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "order_id" UUID,
    "before" JSONB NOT NULL DEFAULT '{}',
    "after" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "audit_pkey" PRIMARY KEY ("shop_id","id")
);
create index "audit_shop_id_order_id_id_idx" on audit ("shop_id", "order_id", "id");
create index "audit_shop_id_thing_id_idx" on audit ("shop_id", "thing", "id");
alter table audit add constraint audit_deed check (deed in ('added', 'changed', 'removed'));
select app.protect('audit', true);

/* A row as the audit compares it: without what changes by itself, and with objects such as settings a key each. */
create function app.audit_view(whole jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(flat.key, flat.value), '{}') from (
    select case when part.key is null then col.key else col.key || '.' || part.key end as key,
      coalesce(part.value, col.value) as value
    from jsonb_each(whole) col
    left join lateral jsonb_each(case when jsonb_typeof(col.value) = 'object' then col.value else '{}' end) part on true
    where col.key <> all (array['shop_id','version','seen_at','alarmed_at','updated_at','last_heard_at','next_poll_at',
      'swept_at','swept_until','source_updated_at','source_digest','leased_at','attempts','retry_at','created_at'])
  ) flat
$$;

/* What is never written down in clear: personal data, secrets, files, and words people wrote to or of somebody. */
create function app.audit_mask(name text, val jsonb) returns jsonb language sql immutable as $$
  select case
    when val is null or val in ('null', '""', '{}', '[]') then val
    when regexp_replace(name, '^(settings|detail)\.', '') = any (array['sealed','wrapped_key','email','email_hash','phone_hash',
      'address_hash','customer_gid','contact_email','contactName','contactEmail','contactPhone','api_key_hash',
      'portal_code_hash','api_key_prefix','body','properties','label_pdf','label_zpl','tracking_url','outcome',
      'decline_note','inspection_note','missing_text']) or name like 'address.%' then '"•"'::jsonb
    else val
  end
$$;

/* After every change of an audited table. `people` as first argument: what the app does by itself is left to the
   order's timeline and the ledger; everything anybody else does is written down. */
create function app.write_audit() returns trigger language plpgsql as $$
declare
  actor text := coalesce(nullif(current_setting('app.by', true), ''), session_user);
  source text := coalesce(nullif(current_setting('app.source', true), ''), 'sql');
  was jsonb := '{}'; made jsonb := '{}'; row jsonb; before jsonb := '{}'; after jsonb := '{}'; shop text; name text;
begin
  if tg_argv[0] = 'people' and actor in ('system', 'store', 'carrier', 'app_rw') then return null; end if;
  row := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  if tg_op <> 'INSERT' then was := app.audit_view(to_jsonb(old)); end if;
  if tg_op <> 'DELETE' then made := app.audit_view(to_jsonb(new)); end if;
  for name in select jsonb_object_keys(was || made) loop
    continue when tg_op <> 'DELETE' and made -> name = 'null' and not was ? name;
    if was -> name is distinct from made -> name then
      if was ? name then before := before || jsonb_build_object(name, app.audit_mask(name, was -> name)); end if;
      if made ? name then after := after || jsonb_build_object(name, app.audit_mask(name, made -> name)); end if;
    end if;
  end loop;
  if before = '{}' and after = '{}' then return null; end if;
  shop := coalesce(row ->> 'shop_id', row ->> 'id');
  if coalesce(current_setting('app.shop_id', true), '') = '' then perform set_config('app.shop_id', shop, true); end if;
  insert into audit (shop_id, by, source, thing, deed, row_id, order_id, before, after) values (
    shop::uuid, actor, source, tg_table_name,
    case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
    coalesce(row ->> 'id', ''),
    (case when tg_table_name = 'sales_order' then row ->> 'id' else row ->> 'order_id' end)::uuid,
    before - 'id', after - 'id');
  return null;
end $$;

/* Puts a table under audit. whose: `all` (set-up and people), or `people` (work, of which the app itself does most). */
create function app.audit(tab regclass, whose text) returns void language plpgsql as $$
begin
  if whose not in ('all', 'people') then raise exception 'audit of % for "all" or "people", not "%"', tab, whose; end if;
  execute format('create trigger audited after insert or update or delete on %s for each row execute function app.write_audit(%L)', tab, whose);
end $$;

create trigger audited after update of settings, installed_at, uninstalled_at on shop
  for each row execute function app.write_audit('all');
select app.audit(tab::regclass, 'all') from unnest(array['person','partner','carton','bin','location','hold','compliance_record']) tab;
select app.audit(tab::regclass, 'people') from unnest(array['sales_order','shipment','parcel','work_order','return_case',
  'return_line','stock_entry','pick_tour','partner_request','delivery','customer_link','survey']) tab;

/* As before, and without the words people give as a reason: they may name somebody, history cannot be emptied, and the
   row itself keeps them until the customer is erased. */
create or replace function app.audit_mask(name text, val jsonb) returns jsonb language sql immutable as $$
  select case
    when val is null or val in ('null', '""', '{}', '[]') then val
    when regexp_replace(name, '^(settings|detail)\.', '') = any (array['sealed','wrapped_key','email','email_hash','phone_hash',
      'address_hash','customer_gid','contact_email','contactName','contactEmail','contactPhone','api_key_hash',
      'portal_code_hash','api_key_prefix','body','properties','label_pdf','label_zpl','tracking_url','outcome',
      'decline_note','inspection_note','missing_text','pay_url','problem','message','reason','override_reason',
      'weight_reason','reject_reason','error','note','comment']) or name like 'address.%' or name like '%\_hash' then '"•"'::jsonb
    else val
  end
$$;

-- What a shop calls a complete order, every version kept.
create table contract_version (
  shop_id uuid not null references shop(id),
  id uuid not null default uuidv7(),
  version int not null check (version > 0),
  contract jsonb not null,
  by text not null,
  at timestamptz(3) not null default current_timestamp,
  primary key (shop_id, id),
  unique (shop_id, version)
);
select app.protect('contract_version', true);

-- Which version a verdict came from; null: judged before there was one.
alter table sales_order add column contract_version int;
alter table hold add column contract_version int;
-- The state of the store its metafields were read at; null: never.
alter table sales_order add column metafields_of timestamptz(3);
-- What the merchant tagged the product with: rules of the contract go by it.
alter table item add column tags text[] default array[]::text[];

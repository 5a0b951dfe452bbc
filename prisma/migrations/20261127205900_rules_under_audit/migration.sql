-- What a shop calls a complete order is one of its rules: who saved a version is written down as for the others.
select app.audit('contract_version', 'all');
select app.audit('lot', 'people');

-- Lists are never null for the app; the database says it as Prisma's schema can.
alter table backlog alter column unreadable drop not null;
alter table carton_choice alter column suggested drop not null, alter column used drop not null;
alter table rate_card alter column hazmat drop not null;

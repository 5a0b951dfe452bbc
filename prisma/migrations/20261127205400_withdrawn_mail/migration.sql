-- A letter that another took the place of before it left.
alter table mail drop constraint mail_state,
  add constraint mail_state check (state in ('waiting','sent','dead','withdrawn'));

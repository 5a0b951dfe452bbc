-- An order whose customer has a link to pay by is somebody's until it is paid: first the customer's,
-- who is reminded, then the office's, who gives more time or cancels it.
alter table order_form add column owner text;
alter table order_form add column due_at timestamptz(3);
alter table order_form add column reminded_at timestamptz(3);
alter table order_form drop constraint order_form_state;
alter table order_form add constraint order_form_state
  check (state in ('draft', 'placing', 'placed', 'refused', 'cancelled'));
alter table order_form add constraint order_form_owner_has_time check ((owner is null) = (due_at is null));
drop trigger audited on order_form;
create trigger audited after update of state, owner, due_at on order_form
  for each row execute function app.write_audit('people');

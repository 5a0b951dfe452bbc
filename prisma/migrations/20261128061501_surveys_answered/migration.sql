-- Newest answers for the feedback page.
create index concurrently survey_answered on survey (shop_id, answered_at desc, id desc) where state = 'answered';

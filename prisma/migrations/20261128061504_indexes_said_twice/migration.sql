-- What sales_order_open does as well: open orders of a state are few, and every move of an order wrote this one too.
drop index "sales_order_shop_id_state_due_at_idx";
-- The same columns as the index over all shipments; what has no due time lies apart in that one and is skipped.
drop index shipment_open;

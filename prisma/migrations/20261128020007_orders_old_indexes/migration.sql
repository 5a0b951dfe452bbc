-- What the indexes of the six migrations before this one do better.
drop index "sales_order_shop_id_email_hash_idx";
drop index "sales_order_shop_id_phone_hash_idx";
drop index "sales_order_shop_id_address_hash_idx";
drop index "sales_order_shop_id_ships_with_id_idx";

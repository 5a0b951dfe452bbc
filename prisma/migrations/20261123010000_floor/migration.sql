-- Goods without a bin are picked by hand; a pick knows what was proved at the shelf.
ALTER TABLE "pick" ADD COLUMN "bin_scanned_at" TIMESTAMPTZ(3),
ADD COLUMN "tote_scanned_at" TIMESTAMPTZ(3),
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "bin_id" DROP NOT NULL,
ALTER COLUMN "item_id" DROP NOT NULL;

ALTER TABLE "shipment" ADD COLUMN "leave_by" TIMESTAMPTZ(3);

CREATE INDEX "stock_entry_shop_id_shipment_id_idx" ON "stock_entry"("shop_id", "shipment_id");

alter table pick add constraint pick_counts check (quantity > 0 and picked >= 0 and short >= 0 and picked + short <= quantity);
alter table pick add constraint pick_from_a_bin_is_of_an_item check (bin_id is null or item_id is not null);

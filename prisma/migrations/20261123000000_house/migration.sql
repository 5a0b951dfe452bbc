-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "shop" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "country" TEXT NOT NULL DEFAULT '',
    "wrapped_key" BYTEA,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "swept_until" TIMESTAMPTZ(3),
    "swept_at" TIMESTAMPTZ(3),
    "installed_at" TIMESTAMPTZ(3),
    "uninstalled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "topic" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3),
    "api_version" TEXT NOT NULL DEFAULT '',
    "body" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "sales_order" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "shopify_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "version" INTEGER NOT NULL DEFAULT 0,
    "delivery_kind" TEXT NOT NULL DEFAULT 'unknown',
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "financial_status" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "country" TEXT NOT NULL DEFAULT '',
    "shipping_title" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sealed" BYTEA,
    "email_hash" BYTEA,
    "phone_hash" BYTEA,
    "customer_gid" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "source_updated_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "promised_at" TIMESTAMPTZ(3),
    "owner" TEXT,
    "next_step" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "alarmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sales_order_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "shopify_id" TEXT NOT NULL,
    "variant_gid" TEXT,
    "product_gid" TEXT,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "variant_title" TEXT,
    "vendor" TEXT,
    "quantity" INTEGER NOT NULL,
    "grams" INTEGER NOT NULL DEFAULT 0,
    "requires_shipping" BOOLEAN NOT NULL DEFAULT true,
    "gift_card" BOOLEAN NOT NULL DEFAULT false,
    "properties" JSONB NOT NULL DEFAULT '[]',
    "price_minor" BIGINT NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "timeline" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "room" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "timeline_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "hold" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "missing" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "owner" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(3),
    "released_by" TEXT,
    "handle" TEXT NOT NULL,
    "mirror" TEXT NOT NULL DEFAULT 'none',

    CONSTRAINT "hold_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "customer_link" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_link_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "work_order" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "shipment_id" UUID,
    "department" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "assignee" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,
    "outcome" TEXT,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_order_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "mail" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sealed" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "leased_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "outside_call" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'booked',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "answer" JSONB,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outside_call_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "item" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "variant_gid" TEXT NOT NULL,
    "product_gid" TEXT NOT NULL,
    "inventory_item_gid" TEXT,
    "sku" TEXT,
    "barcode" TEXT,
    "title" TEXT NOT NULL,
    "variant_title" TEXT,
    "vendor" TEXT,
    "product_type" TEXT,
    "image_url" TEXT,
    "grams" INTEGER NOT NULL DEFAULT 0,
    "length_mm" INTEGER,
    "width_mm" INTEGER,
    "height_mm" INTEGER,
    "requires_shipping" BOOLEAN NOT NULL DEFAULT true,
    "gift_card" BOOLEAN NOT NULL DEFAULT false,
    "tracked" BOOLEAN NOT NULL DEFAULT true,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "location" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "shopify_gid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'own',
    "partner_id" UUID,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "country" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "address" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "location_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "bin" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "location_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT '',
    "walk" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT NOT NULL DEFAULT 'pick',
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "bin_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "shop_id" UUID NOT NULL,
    "bin_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("shop_id","bin_id","item_id","state")
);

-- CreateTable
CREATE TABLE "stock_entry" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "bin_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "delta" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "order_id" UUID,
    "shipment_id" UUID,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_entry_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "location_id" UUID,
    "location_gid" TEXT NOT NULL DEFAULT '',
    "partner_id" UUID,
    "owner" TEXT,
    "next_step" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "alarmed_at" TIMESTAMPTZ(3),
    "tote" TEXT,
    "picker" TEXT,
    "packer" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "override_by" TEXT,
    "override_reason" TEXT,
    "fulfillment_gid" TEXT,
    "handed_over_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "shipment_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "item_id" UUID,
    "quantity" INTEGER NOT NULL,
    "picked" INTEGER NOT NULL DEFAULT 0,
    "packed" INTEGER NOT NULL DEFAULT 0,
    "short" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "shipment_id" UUID NOT NULL,
    "shipment_line_id" UUID NOT NULL,
    "bin_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "pick_tour" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" INTEGER NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "picker" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "pick_tour_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "pick" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "tour_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "shipment_id" UUID NOT NULL,
    "shipment_line_id" UUID NOT NULL,
    "bin_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "tote" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "picked" INTEGER NOT NULL DEFAULT 0,
    "short" INTEGER NOT NULL DEFAULT 0,
    "short_reason" TEXT,

    CONSTRAINT "pick_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "carton" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "length_mm" INTEGER NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "height_mm" INTEGER NOT NULL,
    "empty_grams" INTEGER NOT NULL,
    "max_grams" INTEGER NOT NULL,
    "cost_minor" BIGINT NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "carton_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "shipment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 1,
    "carton_id" UUID,
    "grams" INTEGER,
    "carrier_key" TEXT,
    "carrier_name" TEXT,
    "service" TEXT,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "label_pdf" BYTEA,
    "label_zpl" TEXT,
    "cost_minor" BIGINT,
    "cost_currency" TEXT,
    "status" TEXT NOT NULL DEFAULT 'none',
    "status_at" TIMESTAMPTZ(3),
    "original_eta" TIMESTAMPTZ(3),
    "eta" TIMESTAMPTZ(3),
    "last_heard_at" TIMESTAMPTZ(3),
    "next_poll_at" TIMESTAMPTZ(3),
    "bought_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "parcel_event" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "parcel_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "raw_code" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3),
    "heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "parcel_event_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "partner" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "contact_email" TEXT NOT NULL DEFAULT '',
    "provider_key" TEXT NOT NULL DEFAULT 'portal',
    "endpoint_url" TEXT,
    "sealed" BYTEA,
    "api_key_hash" BYTEA,
    "api_key_prefix" TEXT,
    "portal_code_hash" BYTEA,
    "answer_within_min" INTEGER NOT NULL DEFAULT 240,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "partner_request" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "shipment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'booked',
    "partner_ref" TEXT,
    "reject_reason" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_request_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "return_case" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "shopify_gid" TEXT,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "version" INTEGER NOT NULL DEFAULT 0,
    "owner" TEXT,
    "next_step" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "alarmed_at" TIMESTAMPTZ(3),
    "sealed" BYTEA,
    "decline_note" TEXT,
    "refund_minor" BIGINT,
    "currency" TEXT NOT NULL DEFAULT '',
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "return_case_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "return_line" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "return_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "fulfillment_line_gid" TEXT,
    "return_line_gid" TEXT,
    "quantity" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "disposition" TEXT,
    "inspection_note" TEXT,

    CONSTRAINT "return_line_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "survey" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "score" INTEGER,
    "sealed" BYTEA,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "person" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "handle" TEXT NOT NULL,
    "sealed" BYTEA,
    "role" TEXT NOT NULL DEFAULT 'office',
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE INDEX "delivery_shop_id_state_id_idx" ON "delivery"("shop_id", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_shop_id_topic_event_key_key" ON "delivery"("shop_id", "topic", "event_key");

-- CreateIndex
CREATE INDEX "sales_order_shop_id_state_due_at_idx" ON "sales_order"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "sales_order_shop_id_placed_at_idx" ON "sales_order"("shop_id", "placed_at");

-- CreateIndex
CREATE INDEX "sales_order_shop_id_name_idx" ON "sales_order"("shop_id", "name");

-- CreateIndex
CREATE INDEX "sales_order_shop_id_email_hash_idx" ON "sales_order"("shop_id", "email_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sales_order_shop_id_shopify_id_key" ON "sales_order"("shop_id", "shopify_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_shop_id_order_id_shopify_id_key" ON "order_line"("shop_id", "order_id", "shopify_id");

-- CreateIndex
CREATE INDEX "timeline_shop_id_order_id_id_idx" ON "timeline"("shop_id", "order_id", "id");

-- CreateIndex
CREATE INDEX "hold_shop_id_order_id_idx" ON "hold"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "customer_link_shop_id_order_id_purpose_idx" ON "customer_link"("shop_id", "order_id", "purpose");

-- CreateIndex
CREATE INDEX "work_order_shop_id_state_department_due_at_idx" ON "work_order"("shop_id", "state", "department", "due_at");

-- CreateIndex
CREATE INDEX "work_order_shop_id_order_id_idx" ON "work_order"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_order_shop_id_key_key" ON "work_order"("shop_id", "key");

-- CreateIndex
CREATE INDEX "mail_shop_id_state_id_idx" ON "mail"("shop_id", "state", "id");

-- CreateIndex
CREATE INDEX "mail_shop_id_order_id_idx" ON "mail"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_shop_id_key_key" ON "mail"("shop_id", "key");

-- CreateIndex
CREATE INDEX "outside_call_shop_id_order_id_idx" ON "outside_call"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "outside_call_shop_id_key_key" ON "outside_call"("shop_id", "key");

-- CreateIndex
CREATE INDEX "item_shop_id_sku_idx" ON "item"("shop_id", "sku");

-- CreateIndex
CREATE INDEX "item_shop_id_barcode_idx" ON "item"("shop_id", "barcode");

-- CreateIndex
CREATE UNIQUE INDEX "item_shop_id_variant_gid_key" ON "item"("shop_id", "variant_gid");

-- CreateIndex
CREATE UNIQUE INDEX "location_shop_id_shopify_gid_key" ON "location"("shop_id", "shopify_gid");

-- CreateIndex
CREATE UNIQUE INDEX "bin_shop_id_location_id_code_key" ON "bin"("shop_id", "location_id", "code");

-- CreateIndex
CREATE INDEX "stock_level_shop_id_item_id_state_idx" ON "stock_level"("shop_id", "item_id", "state");

-- CreateIndex
CREATE INDEX "stock_entry_shop_id_item_id_id_idx" ON "stock_entry"("shop_id", "item_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_entry_shop_id_key_part_key" ON "stock_entry"("shop_id", "key", "part");

-- CreateIndex
CREATE INDEX "shipment_shop_id_state_due_at_idx" ON "shipment"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "shipment_shop_id_order_id_idx" ON "shipment"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "shipment_shop_id_number_key" ON "shipment"("shop_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "shipment_line_shop_id_shipment_id_order_line_id_key" ON "shipment_line"("shop_id", "shipment_id", "order_line_id");

-- CreateIndex
CREATE INDEX "reservation_shop_id_shipment_id_idx" ON "reservation"("shop_id", "shipment_id");

-- CreateIndex
CREATE INDEX "reservation_shop_id_bin_id_item_id_idx" ON "reservation"("shop_id", "bin_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_shop_id_shipment_line_id_bin_id_key" ON "reservation"("shop_id", "shipment_line_id", "bin_id");

-- CreateIndex
CREATE INDEX "pick_tour_shop_id_state_idx" ON "pick_tour"("shop_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "pick_tour_shop_id_number_key" ON "pick_tour"("shop_id", "number");

-- CreateIndex
CREATE INDEX "pick_shop_id_tour_id_position_idx" ON "pick"("shop_id", "tour_id", "position");

-- CreateIndex
CREATE INDEX "pick_shop_id_shipment_id_idx" ON "pick"("shop_id", "shipment_id");

-- CreateIndex
CREATE UNIQUE INDEX "carton_shop_id_name_key" ON "carton"("shop_id", "name");

-- CreateIndex
CREATE INDEX "parcel_shop_id_tracking_number_idx" ON "parcel"("shop_id", "tracking_number");

-- CreateIndex
CREATE INDEX "parcel_shop_id_next_poll_at_idx" ON "parcel"("shop_id", "next_poll_at");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_shop_id_shipment_id_position_key" ON "parcel"("shop_id", "shipment_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_event_shop_id_parcel_id_key_key" ON "parcel_event"("shop_id", "parcel_id", "key");

-- CreateIndex
CREATE INDEX "partner_api_key_hash_idx" ON "partner"("api_key_hash");

-- CreateIndex
CREATE INDEX "partner_portal_code_hash_idx" ON "partner"("portal_code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "partner_shop_id_name_key" ON "partner"("shop_id", "name");

-- CreateIndex
CREATE INDEX "partner_request_shop_id_partner_id_state_idx" ON "partner_request"("shop_id", "partner_id", "state");

-- CreateIndex
CREATE INDEX "partner_request_shop_id_shipment_id_idx" ON "partner_request"("shop_id", "shipment_id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_request_shop_id_key_key" ON "partner_request"("shop_id", "key");

-- CreateIndex
CREATE INDEX "return_case_shop_id_state_due_at_idx" ON "return_case"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "return_case_shop_id_order_id_idx" ON "return_case"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "return_case_shop_id_number_key" ON "return_case"("shop_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "survey_shop_id_order_id_key" ON "survey"("shop_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_shop_id_handle_key" ON "person"("shop_id", "handle");

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "sales_order"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "sales_order"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "sales_order"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shop_id_shipment_id_fkey" FOREIGN KEY ("shop_id", "shipment_id") REFERENCES "shipment"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pick" ADD CONSTRAINT "pick_shop_id_tour_id_fkey" FOREIGN KEY ("shop_id", "tour_id") REFERENCES "pick_tour"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_shop_id_shipment_id_fkey" FOREIGN KEY ("shop_id", "shipment_id") REFERENCES "shipment"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_shop_id_return_id_fkey" FOREIGN KEY ("shop_id", "return_id") REFERENCES "return_case"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------
-- By hand from here: roles, row-level security, states, queue door, webhook door.
-- ---------------------------------------------------------------------------------------------

create schema if not exists app;

-- The role of web and jobs. It owns nothing, so row-level security always binds it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_rw') then
    create role app_rw login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
end $$;
grant usage on schema public, app to app_rw;

/* Binds a shop's table to the shop of the transaction (set by withShop) and lets app_rw work on it.
   Without a shop the setting is missing or empty, and the query fails instead of finding nothing. */
create function app.protect(tab regclass, appends_only boolean default false) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format(
    'create policy by_shop on %s using (shop_id = current_setting(''app.shop_id'')::uuid) with check (shop_id = current_setting(''app.shop_id'')::uuid)', tab);
  execute format('grant select, insert on %s to app_rw', tab);
  if not appends_only then execute format('grant update, delete on %s to app_rw', tab); end if;
end $$;

do $$
declare tab text;
begin
  for tab in
    select c.table_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'shop_id' and t.table_type = 'BASE TABLE'
  loop
    perform app.protect(tab::regclass, tab in ('timeline', 'stock_entry'));
  end loop;
end $$;

grant select, insert, update on shop to app_rw;
grant select, insert, update, delete on session to app_rw;

-- States: the same lists as in app/journey; a test compares them.
alter table sales_order add constraint sales_order_state check (state in ('received','held','confirming','cleared','released','delivered','completed','cancelled'));
alter table shipment add constraint shipment_state check (state in ('waiting_stock','ready','picking','picked','packing','packed','labelled','requested','accepted','rejected','awaiting_collection','handed_over','moving','delivered','came_back','cancelled'));
alter table return_case add constraint return_case_state check (state in ('requested','approved','received','inspected','settled','declined','cancelled'));
alter table delivery add constraint delivery_state check (state in ('waiting','done','ignored','dead'));
alter table mail add constraint mail_state check (state in ('waiting','sent','dead'));
alter table outside_call add constraint outside_call_state check (state in ('booked','done','refused','dead'));
alter table work_order add constraint work_order_state check (state in ('open','done','cancelled'));
alter table shipment add constraint shipment_kind check (kind in ('warehouse','partner','pickup','digital'));
alter table sales_order add constraint sales_order_delivery_kind check (delivery_kind in ('shipping','pickup','digital','unknown'));
alter table survey add constraint survey_state check (state in ('asked','answered','declined','lapsed'));
alter table survey add constraint survey_score check (score between 0 and 10);

-- Every open thing has an owner, a next step and a due time; nothing that ended has one.
alter table sales_order add constraint sales_order_never_dark check (
  case when state in ('completed','cancelled') then owner is null and next_step is null and due_at is null
       else owner is not null and next_step is not null and due_at is not null end);
alter table shipment add constraint shipment_never_dark check (
  case when state in ('delivered','came_back','cancelled') then owner is null and next_step is null and due_at is null
       else owner is not null and next_step is not null and due_at is not null end);
alter table return_case add constraint return_case_never_dark check (
  case when state in ('settled','declined','cancelled') then owner is null and next_step is null and due_at is null
       else owner is not null and next_step is not null and due_at is not null end);

-- Stock is counted in pieces and is never less than none.
alter table stock_level add constraint stock_level_never_negative check (quantity >= 0);
alter table stock_entry add constraint stock_entry_changes_something check (delta <> 0);
alter table reservation add constraint reservation_never_negative check (quantity >= 0);
alter table shipment_line add constraint shipment_line_counts check (quantity > 0 and picked between 0 and quantity and packed between 0 and quantity and short between 0 and quantity);
alter table return_line add constraint return_line_counts check (quantity > 0 and received between 0 and quantity);
alter table return_line add constraint return_line_disposition check (disposition in ('restock','damaged','missing'));

/* Books a job in the caller's transaction. A job waiting under the same key is replaced; one already
   running is left alone and a second is booked. Times are instants. Runs as the owner of the queue. */
create function app.enqueue(task text, body json, job_key text, max_attempts int, run_at timestamptz, priority int)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, body, run_at := run_at, max_attempts := max_attempts, job_key := job_key, priority := priority);
end $$;
revoke all on function app.enqueue from public;
grant execute on function app.enqueue to app_rw;

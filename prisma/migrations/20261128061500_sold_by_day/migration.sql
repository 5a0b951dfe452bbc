-- Pieces sold on each day that is over: planners look back over weeks, and add up days instead of every order line.

-- CreateTable
CREATE TABLE "sold_day" (
    "shop_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "variant_gids" TEXT[],
    "pieces" INTEGER[],
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sold_day_pkey" PRIMARY KEY ("shop_id","day")
);

-- ---------------------------------------------------------------------------------------------
-- By hand from here.
-- ---------------------------------------------------------------------------------------------

select app.protect('sold_day');

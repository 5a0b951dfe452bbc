import { z } from 'zod'

const mm = z.number().optional()
const direction = <const Ways extends readonly [string, ...string[]]>(ways: Ways) => z.enum(ways)

/** A floor plan (plan.ts) as it goes to a planner's thread. */
export const floorPlan = z.object({
  aisles: z
    .array(
      z.object({
        code: z.string(),
        xMm: z.number(),
        direction: direction(['both', 'away', 'back']),
        fromMm: mm,
        toMm: mm,
      }),
    )
    .readonly(),
  crossAisles: z
    .array(
      z.object({
        code: z.string(),
        yMm: z.number(),
        direction: direction(['both', 'right', 'left']),
        fromMm: mm,
        toMm: mm,
      }),
    )
    .readonly(),
  points: z
    .array(
      z.object({
        code: z.string(),
        xMm: z.number(),
        yMm: z.number(),
        use: z.enum(['start', 'drop', 'both']),
      }),
    )
    .readonly(),
  bins: z
    .array(
      z.object({
        code: z.string(),
        aisle: z.string(),
        yMm: z.number(),
        level: z.number(),
        side: z.enum(['left', 'right']).nullable(),
        zone: z.string(),
        kind: z.enum(['pick', 'reserve']),
      }),
    )
    .readonly(),
})

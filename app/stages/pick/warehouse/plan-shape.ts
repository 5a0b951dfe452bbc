import { z } from 'zod'
import { anyNumber } from '../../../kernel/any-number.ts'

const mm = anyNumber.optional()
const direction = <const Ways extends readonly [string, ...string[]]>(ways: Ways) => z.enum(ways)

/** A floor plan (plan.ts) as it goes to a planner's thread. */
export const floorPlan = z.object({
  aisles: z
    .array(
      z.object({
        code: z.string(),
        xMm: anyNumber,
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
        yMm: anyNumber,
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
        xMm: anyNumber,
        yMm: anyNumber,
        use: z.enum(['start', 'drop', 'both']),
      }),
    )
    .readonly(),
  bins: z
    .array(
      z.object({
        code: z.string(),
        aisle: z.string(),
        yMm: anyNumber,
        level: anyNumber,
        side: z.enum(['left', 'right']).nullable(),
        zone: z.string(),
        kind: z.enum(['pick', 'reserve']),
      }),
    )
    .readonly(),
})

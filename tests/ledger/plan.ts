import { z } from 'zod'
import type { ShopGround } from './ground.ts'

/** What a process of connections is told. */
export const planShape = z.object({
  url: z.string(),
  seed: z.number(),
  connections: z.number(),
  /** Commands of each connection. */
  each: z.number(),
  /** This process's connections, and the command each goes on with. */
  from: z.array(z.object({ id: z.number(), nth: z.number() })),
  ground: z.custom<ShopGround>((raw) => typeof raw === 'object' && raw !== null),
  fault: z.enum(['unguarded', 'deaf', 'forgetful']).nullable(),
})
export type Plan = z.infer<typeof planShape>

/** A command that is over. */
export const doneShape = z.object({
  id: z.number(),
  nth: z.number(),
  start: z.number(),
  end: z.number(),
  answer: z.enum(['moved', 'seen', 'nothing', 'refused']),
  /** Conflicts retried by the process so far. */
  conflicts: z.number(),
})
export type Done = z.infer<typeof doneShape>

import { z } from 'zod'

/** To the process that hosts the threads. */
export const hostAsk = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    id: z.number().int(),
    task: z.string(),
    input: z.unknown(),
    limitMs: z.number().positive(),
  }),
  z.object({ kind: z.literal('cancel'), id: z.number().int() }),
])
export type HostAsk = z.infer<typeof hostAsk>

/** From it. */
export const hostAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), id: z.number().int(), output: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    id: z.number().int(),
    code: z.enum(['thread_died', 'thread_out_of_memory', 'thread_overdue', 'thread_task_failed']),
    message: z.string(),
  }),
])
export type HostAnswer = z.infer<typeof hostAnswer>

/** How the host opens its threads; its one argument, as JSON. */
export const hostOptions = z.object({
  entry: z.url(),
  size: z.number().int(),
  memoryMb: z.number(),
  graceMs: z.number().optional(),
})
export type HostOptions = z.infer<typeof hostOptions>

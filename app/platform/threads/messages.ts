import { z } from 'zod'

/** To a thread. `stop` is a shared flag: 0 go on, 1 answer now with what there is. */
export const askMessage = z.object({
  id: z.number().int(),
  task: z.string(),
  input: z.unknown(),
  limitMs: z.number().positive(),
  stop: z.instanceof(SharedArrayBuffer),
})
export type AskMessage = z.infer<typeof askMessage>

/** From a thread. */
export const answerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), id: z.number().int(), output: z.unknown() }),
  z.object({ kind: z.literal('failed'), id: z.number().int(), message: z.string() }),
])
export type AnswerMessage = z.infer<typeof answerMessage>

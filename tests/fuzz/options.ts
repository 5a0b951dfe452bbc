import { parseArgs } from 'node:util'
import { z } from 'zod'

export const usage = `npm run fuzz -- [options]
  Sends what nobody should send to every door of the running app, for a time.
  --minutes M   how long (default 3)
  --seed N      what is sent, and in which order (default 1)
  --json        one line of JSON at the end of standard output:
                {requests, status5xx, hangs, crashes, cut, lostOrders}
  --port N      first of the ports used (default 5400)
  Exit status 0 when the last five are 0, else 1; what was found is in .demo/fuzz/found.json.`

const shape = z.object({
  minutes: z.coerce.number().min(0.05).max(600).default(3),
  seed: z.coerce.number().int().min(0).default(1),
  json: z.boolean().default(false),
  port: z.coerce.number().int().min(1024).max(32_000).default(5400),
  help: z.boolean().default(false),
})
export type FuzzOptions = z.infer<typeof shape>

/** @throws Error that names the option that is wrong. */
export function readOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const read = shape.safeParse(values)
  if (read.success) return read.data
  throw new Error(
    read.error.issues.map((one) => `--${one.path.join('.')}: ${one.message}`).join('\n'),
  )
}

import { parseArgs } from 'node:util'
import { z } from 'zod'

export const usage = `npm run demo -- [options]
  --rate N      orders a minute (default 6; 0: none by itself)
  --fresh       forget everything from earlier runs
  --once        no person: a script plays everybody until all orders have reached an end
  --orders N    with --once: how many orders (default 40)
  --seed N      which shop, catalogue and orders (default 1)
  --json        with --once: one line of JSON at the end of standard output
  --port N      first of the ports used (default 4400)`

const shape = z.object({
  rate: z.coerce.number().min(0).max(600).default(6),
  fresh: z.boolean().default(false),
  once: z.boolean().default(false),
  orders: z.coerce.number().int().min(1).max(100_000).default(40),
  seed: z.coerce.number().int().min(0).default(1),
  json: z.boolean().default(false),
  port: z.coerce.number().int().min(1024).max(32_000).default(4400),
  help: z.boolean().default(false),
})
export type DemoOptions = z.infer<typeof shape>

/** @throws Error that names the option that is wrong. */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rate: { type: 'string' },
      fresh: { type: 'boolean' },
      once: { type: 'boolean' },
      orders: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const read = shape.safeParse(values)
  if (read.success) return read.data
  throw new Error(
    read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'),
  )
}

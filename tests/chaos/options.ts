import { parseArgs } from 'node:util'
import { z } from 'zod'

const controls = ['no-sync-commit', 'answer-first', 'no-fencing'] as const
export type Control = (typeof controls)[number]

export const usage = `npm run chaos -- [options]
  --orders N      how many orders come in while everything breaks (default 200)
  --seed N        which shop, orders and accidents (default 1)
  --control NAME  take a protection away; the run must then report losses or doubles:
                  ${controls.join(' | ')}
  --machines N    1: all on one line; 2 (default): a second web and worker behind a line that is cut
  --namespaces    the second machine in a network namespace of its own (needs root and iproute2)
  --port N        first of the ports used (default 5200)
  --json          one line of JSON at the end of standard output`

const shape = z.object({
  orders: z.coerce.number().int().min(1).max(100_000).default(200),
  seed: z.coerce.number().int().min(0).default(1),
  control: z.enum(controls).nullable().default(null),
  machines: z.coerce.number().int().min(1).max(2).default(2),
  namespaces: z.boolean().default(false),
  port: z.coerce.number().int().min(1024).max(32_000).default(5200),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
})
export type ChaosOptions = z.infer<typeof shape>

/** @throws Error that names the option that is wrong. */
export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string' },
      seed: { type: 'string' },
      control: { type: 'string' },
      machines: { type: 'string' },
      namespaces: { type: 'boolean' },
      port: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const read = shape.safeParse(values)
  if (read.success) return read.data
  throw new Error(
    read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'),
  )
}

import { z } from 'zod'
import type { ThreadTask } from '../../app/platform/threads/thread-task.ts'

const define = <In, Out>(task: ThreadTask<In, Out>) => task

/** Answers how often it looked at its clock until its time was over. */
export const waitTask = define({
  name: 'odd.wait',
  input: z.object({ word: z.string() }),
  output: z.object({ word: z.string(), looks: z.number() }),
})
export const throwTask = define({
  name: 'odd.throw',
  input: z.object({}),
  output: z.object({}),
})
/** Answers something else than it says. */
export const liarTask = define({ name: 'odd.liar', input: z.object({}), output: z.unknown() })
export const believedLiarTask = define({
  name: 'odd.liar',
  input: z.object({}),
  output: z.object({ truth: z.number() }),
})
/** Fills the heap. */
export const greedyTask = define({ name: 'odd.greedy', input: z.object({}), output: z.object({}) })
/** One array that doubles: no limit on the heap of a thread holds it back. */
export const doublingTask = define({
  name: 'odd.doubling',
  input: z.object({}),
  output: z.object({}),
})
/** Never looks at the clock. */
export const hangingTask = define({
  name: 'odd.hanging',
  input: z.object({}),
  output: z.object({}),
})
export const exitTask = define({ name: 'odd.exit', input: z.object({}), output: z.object({}) })
/** Served by nobody. */
export const unknownTask = define({
  name: 'odd.unknown',
  input: z.object({}),
  output: z.object({}),
})

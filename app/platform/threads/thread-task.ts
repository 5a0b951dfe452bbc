import type { z } from 'zod'

/**
 * A piece of computing that runs in a thread of its own: its name and the shapes of what it is told
 * and what it answers. Both sides parse both, so a thread of another build cannot slip nonsense in.
 */
export interface ThreadTask<In, Out> {
  readonly name: string
  readonly input: z.ZodType<In>
  readonly output: z.ZodType<Out>
}

/** How a task learns that its time is over. It looks often (every few milliseconds) and answers the best it has. */
export interface ThreadControl {
  readonly isOver: () => boolean
  /** Part of its time that is used; 1 and more when it is over. */
  readonly used: () => number
}

export type ThreadWork<In, Out> = (input: In, control: ThreadControl) => Out

/** A task joined to its work, as a thread's entry lists them. */
export interface ServedTask {
  readonly name: string
  readonly run: (input: unknown, control: ThreadControl) => unknown
}

/** Joins a task to its work. */
export const serveTask = <In, Out>(
  task: ThreadTask<In, Out>,
  work: ThreadWork<In, Out>,
): ServedTask => ({
  name: task.name,
  run: (input, control) => task.output.parse(work(task.input.parse(input), control)),
})

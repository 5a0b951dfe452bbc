import { Worker } from 'node:worker_threads'
import { type AskMessage, answerMessage } from './messages.ts'
import { ThreadFault } from './thread-fault.ts'
import type { ThreadTask } from './thread-task.ts'

export interface ThreadsOptions {
  /** The file that calls `serveTasks`. */
  readonly entry: URL
  /** Threads at once at most; what comes on top waits its turn. */
  readonly size: number
  /** JavaScript heap of one thread. Typed arrays come on top: planners bound those by refusing what is too large. */
  readonly memoryMb: number
  /** How long after its time, or after a cancel, a silent thread is left before it is killed. */
  readonly graceMs?: number
}

export interface RunOptions {
  /** The task's own time: it answers the best it has by then. */
  readonly limitMs: number
  /** Gives the task up; the caller gets the signal's reason at once. */
  readonly signal?: AbortSignal
}

export interface Threads {
  /** @throws ThreadFault when the thread died, ran out of memory, hung, or the task threw. */
  run<In, Out>(task: ThreadTask<In, Out>, input: In, options: RunOptions): Promise<Out>
  close(): Promise<void>
}

interface Waiting {
  readonly task: string
  readonly input: unknown
  readonly limitMs: number
  readonly stop: SharedArrayBuffer
  readonly done: (output: unknown) => void
  readonly failed: (err: unknown) => void
}

interface Seat {
  readonly worker: Worker
  asked: (Waiting & { readonly id: number }) | null
  timer: NodeJS.Timeout | null
}

/**
 * A bounded pool of threads for planners. Threads are started when needed, kept while idle without
 * keeping the process alive, and replaced when they die.
 */
export function openThreads(options: ThreadsOptions): Threads {
  const { graceMs = 1_000 } = options
  const seats = new Set<Seat>()
  const queue: Waiting[] = []
  let lastId = 0

  const leave = (seat: Seat, failure: ThreadFault) => {
    if (!seats.delete(seat)) return
    const asked = settle(seat)
    asked?.failed(failure)
    next()
  }

  const kill = (seat: Seat, failure: ThreadFault) => {
    leave(seat, failure)
    seat.worker.terminate().catch(() => undefined)
  }

  const settle = (seat: Seat) => {
    if (seat.timer) clearTimeout(seat.timer)
    const { asked } = seat
    seat.asked = null
    seat.timer = null
    return asked
  }

  const open = (): Seat => {
    const worker = new Worker(options.entry, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    })
    const seat: Seat = { worker, asked: null, timer: null }
    worker.on('message', (raw) => {
      const answer = answerMessage.parse(raw)
      if (answer.id !== seat.asked?.id) return
      const asked = settle(seat)
      worker.unref()
      if (answer.kind === 'done') asked?.done(answer.output)
      else asked?.failed(new ThreadFault('thread_task_failed', `${asked.task}: ${answer.message}`))
      next()
    })
    worker.on('error', (err) => leave(seat, faultOf(seat.asked?.task ?? 'idle', err, options)))
    worker.on('exit', (code) =>
      leave(
        seat,
        new ThreadFault('thread_died', `${seat.asked?.task ?? 'idle'}: thread left with ${code}`),
      ),
    )
    seats.add(seat)
    return seat
  }

  const next = () => {
    const idle = [...seats].find((seat) => !seat.asked)
    if (queue.length === 0 || (!idle && seats.size >= options.size)) return
    const waiting = queue.shift()
    if (!waiting) return
    const seat = idle ?? open()
    const id = ++lastId
    seat.asked = { ...waiting, id }
    seat.worker.ref()
    seat.timer = setTimeout(
      () => kill(seat, new ThreadFault('thread_overdue', `${waiting.task}: hung, ended by force`)),
      waiting.limitMs + graceMs + startMs,
    )
    const { task, input, limitMs, stop } = waiting
    seat.worker.postMessage({ id, task, input, limitMs, stop } satisfies AskMessage)
    next()
  }

  const cancel = (waiting: Waiting, reason: unknown) => {
    const at = queue.indexOf(waiting)
    if (at >= 0) queue.splice(at, 1)
    Atomics.store(new Int32Array(waiting.stop), 0, 1)
    waiting.failed(reason)
    const seat = [...seats].find((one) => one.asked?.stop === waiting.stop)
    if (!seat) return
    if (seat.timer) clearTimeout(seat.timer)
    seat.timer = setTimeout(
      () => kill(seat, new ThreadFault('thread_overdue', `${waiting.task}: did not stop`)),
      graceMs,
    )
  }

  return {
    run(task, input, { limitMs, signal }) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const waiting: Waiting = {
          task: task.name,
          input: task.input.parse(input),
          limitMs,
          stop: new SharedArrayBuffer(4),
          done: (output) => {
            signal?.removeEventListener('abort', onAbort)
            const read = task.output.safeParse(output)
            if (read.success) return resolve(read.data)
            reject(new ThreadFault('thread_task_failed', `${task.name}: ${read.error.message}`))
          },
          failed: (err) => {
            signal?.removeEventListener('abort', onAbort)
            reject(err)
          },
        }
        const onAbort = () => cancel(waiting, signal?.reason)
        signal?.addEventListener('abort', onAbort, { once: true })
        queue.push(waiting)
        next()
      })
    },
    async close() {
      for (const waiting of queue.splice(0))
        waiting.failed(new ThreadFault('thread_died', `${waiting.task}: the process is ending`))
      const all = [...seats]
      for (const seat of all) leave(seat, new ThreadFault('thread_died', 'the process is ending'))
      await Promise.all(all.map((seat) => seat.worker.terminate()))
    },
  }
}

/** A new thread reads its files first. */
const startMs = 2_000

function faultOf(task: string, err: unknown, { memoryMb }: ThreadsOptions): ThreadFault {
  const code = err instanceof Error && 'code' in err ? err.code : ''
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new ThreadFault('thread_out_of_memory', `${task}: needs more than ${memoryMb} MB`, {
        cause: err,
      })
    : new ThreadFault('thread_died', `${task}: ${err instanceof Error ? err.message : err}`, {
        cause: err,
      })
}

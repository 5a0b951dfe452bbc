import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type HostAsk, type HostOptions, hostAnswer } from './host-messages.ts'
import type { Threads, ThreadsOptions } from './open-threads.server.ts'
import { ThreadFault } from './thread-fault.ts'

export interface ApartOptions extends ThreadsOptions {
  /** The file that calls `hostThreads`. */
  readonly host: URL
}

interface Waiting {
  readonly task: string
  readonly done: (output: unknown) => void
  readonly failed: (err: unknown) => void
}

/** How a process ends that was filled beyond what its limits hold back: by itself, or by the machine. */
const outOfMemory: ReadonlySet<string> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGKILL', '134'])

/**
 * Threads (open-threads.server.ts) in a process of their own, which is started at first use and again when it dies.
 * Whatever a task does to its process, the caller gets a fault with a name and goes on.
 */
export function openThreadsApart(options: ApartOptions): Threads {
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | null = null
  let lastId = 0

  const settle = (id: number): Waiting | null => {
    const one = waiting.get(id) ?? null
    waiting.delete(id)
    if (waiting.size === 0) child?.unref()
    if (waiting.size === 0) child?.channel?.unref()
    return one
  }
  const onAnswer = (raw: unknown) => {
    const answer = hostAnswer.parse(raw)
    const one = settle(answer.id)
    if (answer.kind === 'done') one?.done(answer.output)
    else one?.failed(new ThreadFault(answer.code, answer.message))
  }
  const onExit = (of: ChildProcess, how: string) => {
    if (child !== of) return
    child = null
    const code = outOfMemory.has(how) ? 'thread_out_of_memory' : 'thread_died'
    for (const id of [...waiting.keys()]) {
      const one = settle(id)
      one?.failed(new ThreadFault(code, `${one.task}: the planners' process ended with ${how}`))
    }
  }
  const open = (): ChildProcess => {
    const { entry, host, size, memoryMb, graceMs } = options
    const told: HostOptions = {
      ...{ entry: entry.href, size, memoryMb },
      ...(graceMs === undefined ? {} : { graceMs }),
    }
    const opened = fork(fileURLToPath(host), [JSON.stringify(told)], {
      execArgv: [],
      serialization: 'advanced',
    })
    opened.on('message', onAnswer)
    opened.on('exit', (code, signal) => onExit(opened, String(signal ?? code)))
    opened.on('error', (err) => onExit(opened, err.message))
    child = opened
    return opened
  }
  const send = (ask: HostAsk) => {
    const to = child ?? open()
    to.ref()
    to.channel?.ref()
    // A process that is ending takes nothing more; its exit answers for what waits.
    if (to.connected) to.send(ask, () => undefined)
  }

  return {
    run(task, input, { limitMs, signal }) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const id = ++lastId
        const ask = {
          ...{ kind: 'run' as const, id, task: task.name },
          ...{ input: task.input.parse(input), limitMs },
        }
        const onAbort = () => {
          settle(id)
          child?.send({ kind: 'cancel', id } satisfies HostAsk, () => undefined)
          reject(signal?.reason)
        }
        const over = () => signal?.removeEventListener('abort', onAbort)
        signal?.addEventListener('abort', onAbort, { once: true })
        waiting.set(id, {
          task: task.name,
          done: (output) => {
            over()
            const read = task.output.safeParse(output)
            if (read.success) return resolve(read.data)
            reject(new ThreadFault('thread_task_failed', `${task.name}: ${read.error.message}`))
          },
          failed: (err) => {
            over()
            reject(err)
          },
        })
        send(ask)
      })
    },
    async close() {
      const ending = child
      child = null
      for (const id of [...waiting.keys()])
        settle(id)?.failed(new ThreadFault('thread_died', 'the process is ending'))
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
      const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
      ending.disconnect()
      await gone
    },
  }
}

import { z } from 'zod'
import { type HostAnswer, hostAsk, hostOptions } from './host-messages.ts'
import { openThreads } from './open-threads.server.ts'
import { ThreadFault } from './thread-fault.ts'

/**
 * Threads in a process of their own: what no limit on a thread's heap holds back (one array that doubles beyond it)
 * ends this process and not the one that serves people. Called once by the process's entry file.
 */
export function hostThreads(): void {
  const { entry, size, memoryMb, graceMs } = hostOptions.parse(JSON.parse(process.argv[2] ?? ''))
  const threads = openThreads({
    ...{ entry: new URL(entry), size, memoryMb },
    ...(graceMs === undefined ? {} : { graceMs }),
  })
  const running = new Map<number, AbortController>()
  const answer = (message: HostAnswer) => {
    running.delete(message.id)
    process.send?.(message)
  }
  process.on('message', (raw) => {
    const ask = hostAsk.parse(raw)
    if (ask.kind === 'cancel') {
      running.get(ask.id)?.abort('given up')
      return
    }
    const { id, task, input, limitMs } = ask
    const stop = new AbortController()
    running.set(id, stop)
    // Both ends of the wire know the task's shapes; here it only passes through.
    threads
      .run({ name: task, input: z.unknown(), output: z.unknown() }, input, {
        limitMs,
        signal: stop.signal,
      })
      .then(
        (output) => answer({ kind: 'done', id, output }),
        (err) => answer({ kind: 'failed', id, ...failureOf(err) }),
      )
  })
  process.on('disconnect', () => process.exit(0))
}

const failureOf = (err: unknown) => ({
  code: err instanceof ThreadFault ? err.code : ('thread_died' as const),
  message: err instanceof Error ? err.message : String(err),
})

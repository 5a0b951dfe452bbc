import { parentPort } from 'node:worker_threads'
import { type AnswerMessage, askMessage } from './messages.ts'
import type { ServedTask } from './thread-task.ts'

/** Answers what the thread's owner asks, one task after the other. Called once by a thread's entry file. */
export function serveTasks(tasks: readonly ServedTask[]): void {
  const port = parentPort
  if (!port) throw new Error('this file runs in a worker thread only')
  const byName = new Map(tasks.map((task) => [task.name, task]))
  port.on('message', (raw) => {
    const ask = askMessage.parse(raw)
    const started = performance.now()
    const stop = new Int32Array(ask.stop)
    const used = () =>
      Atomics.load(stop, 0) === 0 ? (performance.now() - started) / ask.limitMs : 1
    const control = { used, isOver: () => used() >= 1 }
    const answer = (message: AnswerMessage) => port.postMessage(message)
    try {
      const task = byName.get(ask.task)
      if (!task) throw new Error(`no task "${ask.task}"; known: ${[...byName.keys()].join(', ')}`)
      answer({ kind: 'done', id: ask.id, output: task.run(ask.input, control) })
    } catch (err) {
      answer({
        kind: 'failed',
        id: ask.id,
        message: err instanceof Error ? err.message : String(err),
      })
    }
  })
}

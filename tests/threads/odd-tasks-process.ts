/** A thread's entry with tasks that behave, and tasks that do not. */
import { serveTasks } from '../../app/platform/threads/serve.server.ts'
import { serveTask } from '../../app/platform/threads/thread-task.ts'
import {
  doublingTask,
  exitTask,
  greedyTask,
  hangingTask,
  liarTask,
  throwTask,
  waitTask,
} from './odd-tasks.ts'

serveTasks([
  serveTask(waitTask, ({ word }, control) => {
    let looks = 0
    while (!control.isOver()) looks++
    return { word, looks }
  }),
  serveTask(throwTask, () => {
    throw new Error('no bin 7')
  }),
  serveTask(liarTask, () => ({ truth: 'none' })),
  serveTask(greedyTask, () => {
    // Many small things: one array that doubles beyond the heap would end the whole process.
    let kept: object = {}
    for (;;) kept = { kept }
  }),
  serveTask(doublingTask, () => {
    const kept: unknown[] = []
    for (;;) kept.push(kept, kept, kept, kept)
  }),
  serveTask(hangingTask, () => {
    for (;;) Math.random()
  }),
  serveTask(exitTask, () => process.exit(3)),
])

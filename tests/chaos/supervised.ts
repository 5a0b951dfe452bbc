import {
  type ProcessPlan,
  type StartedProcess,
  startProcess,
  untilAnswers,
} from '../../tools/processes.ts'
import { sleep } from '../demo/progress.ts'

export interface Supervised {
  readonly name: string
  readonly pid: number
  /** Up for long enough to be asked to stop, and not ending already. */
  readonly settled: boolean
  /** Ended by SIGKILL; started again at once, as a supervisor does. One that is ending already is left to it. */
  kill(): Promise<void>
  /** Ended by SIGTERM; started again. @returns exit status and how long it took. */
  stopInOrder(): Promise<{ readonly code: number; readonly seconds: number }>
  /** Times it ended without anybody having asked for it. */
  readonly crashes: number
  stop(): Promise<void>
}

function signal(pid: number, name: 'SIGKILL' | 'SIGTERM'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself in the same moment; its end is watched.
  }
}

/** A process that is started again whenever it ends. */
export async function supervise(plan: ProcessPlan, readyUrl: string | null): Promise<Supervised> {
  let running: StartedProcess = startProcess(plan)
  let asked = false
  let over = false
  let crashes = 0
  let startedAt = performance.now()
  const watch = (one: StartedProcess) =>
    void one.ended.then(async () => {
      if (over) return
      if (!asked) {
        crashes += 1
        await sleep(500)
        if (over) return
      }
      asked = false
      running = startProcess(plan)
      startedAt = performance.now()
      watch(running)
    })
  if (readyUrl) await untilAnswers(readyUrl, running)
  watch(running)
  return {
    name: plan.name,
    get pid() {
      return running.pid
    },
    get crashes() {
      return crashes
    },
    get settled() {
      return !asked && performance.now() - startedAt > 12_000
    },
    async kill() {
      if (asked) return
      asked = true
      const { pid, ended } = running
      signal(pid, 'SIGKILL')
      await ended
    },
    async stopInOrder() {
      asked = true
      const from = performance.now()
      const { pid, ended } = running
      signal(pid, 'SIGTERM')
      const late = setTimeout(() => signal(pid, 'SIGKILL'), 30_000)
      const code = await ended
      clearTimeout(late)
      return { code, seconds: (performance.now() - from) / 1_000 }
    },
    async stop() {
      over = true
      await running.stop(15_000)
    },
  }
}

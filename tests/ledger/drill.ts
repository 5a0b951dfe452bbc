import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type pg from 'pg'
import { commandAt } from './commands.ts'
import { type Fault, plant } from './faults.ts'
import type { ShopGround } from './ground.ts'
import { type Attempt, judge } from './judge.ts'
import { doneShape, type Plan } from './plan.ts'
import { readStood } from './read-stood.ts'

export interface Drill {
  /** As the app's role. */
  readonly url: string
  readonly owner: pg.Client
  readonly ground: ShopGround
  readonly commands: number
  readonly connections: number
  readonly seed: number
  /** Processes that are killed on the way and started again. */
  readonly kills: number
  readonly fault?: Fault
}

interface DrillResult {
  readonly seconds: number
  readonly violations: readonly string[]
  readonly conflictsRetried: number
  readonly kills: number
  /** Answers by their word; `unknown`: the process was killed meanwhile. */
  readonly answers: Readonly<Record<string, number>>
}

/** Connections that share a process, and end with it. */
const processes = 2

/**
 * Does commands from several connections at once, kills their processes now and then, sends again what was
 * under way, and compares the end with the model.
 */
export async function runDrill(drill: Drill): Promise<DrillResult> {
  if (drill.fault) await plant(drill.owner, drill.fault)
  const run = new Run(drill)
  const started = performance.now()
  const crews = Array.from({ length: Math.min(processes, drill.connections) }, (_, crew) =>
    run.crew(
      Array.from({ length: drill.connections }, (__, id) => id).filter(
        (id) => id % processes === crew,
      ),
    ),
  )
  try {
    await Promise.all(crews)
  } finally {
    run.end()
  }
  const seconds = (performance.now() - started) / 1000
  const violations = judge(
    drill.ground,
    run.attempts,
    await readStood(drill.owner, drill.ground.shop),
  )
  const answers = Map.groupBy(run.attempts, (one) => one.answer ?? 'unknown')
  return {
    ...{ seconds, violations, conflictsRetried: run.conflicts, kills: run.killed },
    answers: Object.fromEntries([...answers].map(([word, all]) => [word, all.length])),
  }
}

class Run {
  readonly attempts: Attempt[] = []
  conflicts = 0
  killed = 0
  #done = 0
  readonly #drill: Drill
  readonly #each: number
  /** By connection: its next command, and when its last one ended. */
  readonly #at = new Map<number, { nth: number; end: number }>()
  readonly #crews: ChildProcess[] = []

  constructor(drill: Drill) {
    this.#drill = drill
    this.#each = Math.ceil(drill.commands / drill.connections)
  }

  /** Nothing of a run that failed lives on. */
  end(): void {
    for (const child of this.#crews) if (child.exitCode === null) child.kill('SIGKILL')
  }

  /** Some connections to their end, in as many processes as it takes. */
  async crew(ids: readonly number[]): Promise<void> {
    for (const id of ids) this.#at.set(id, { nth: 0, end: Date.now() })
    const isOver = () => ids.every((id) => (this.#at.get(id)?.nth ?? 0) >= this.#each)
    while (!isOver()) {
      const before = this.#done
      const died = await this.#process(ids)
      if (!died && !isOver()) throw new Error('a process of commands ended before its work did')
      if (died && this.#done === before && this.killed === 0)
        throw new Error('a process of commands ended by itself')
      for (const id of ids) this.#cutOff(id)
    }
  }

  /** @returns whether it was killed. */
  async #process(ids: readonly number[]): Promise<boolean> {
    const { url, seed, connections, ground, fault } = this.#drill
    const child = fork('tests/ledger/commands-process.ts', {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#crews.push(child)
    let conflicts = 0
    child.on('message', (raw) => {
      const done = doneShape.parse(raw)
      this.conflicts += done.conflicts - conflicts
      conflicts = done.conflicts
      this.#note(done.id, { ...done, answer: done.answer })
      this.#killSomebody()
    })
    const plan: Plan = {
      ...{ url, seed, connections, ground, each: this.#each, fault: fault ?? null },
      from: ids.map((id) => ({ id, nth: this.#at.get(id)?.nth ?? 0 })),
    }
    child.send(plan)
    const [[, signal]] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')])
    return signal === 'SIGKILL'
  }

  #note(id: number, { start, end, answer }: Pick<Attempt, 'start' | 'end' | 'answer'>): void {
    const at = this.#at.get(id)
    if (!at) throw new Error(`no connection ${id}`)
    const { ground, seed, connections } = this.#drill
    const command = commandAt(ground, { seed, connections }, id, at.nth)
    this.attempts.push({ command, connection: id, start, end, answer })
    if (answer !== null) {
      at.nth++
      this.#done++
    }
    at.end = end
  }

  /** What was under way when the process ended; its repeat is the next. Its transaction may live on for a while. */
  #cutOff(id: number): void {
    const at = this.#at.get(id)
    if (at && at.nth < this.#each)
      this.#note(id, { start: at.end, end: Date.now() + 2_000, answer: null })
  }

  /** Evenly over the run, one process and then the other. */
  #killSomebody(): void {
    const { kills, commands } = this.#drill
    const due = Math.floor((this.#done / commands) * (kills + 1))
    if (due <= this.killed || this.killed >= kills) return
    // One of them may be through, or not yet back: then it is the other's turn again.
    const alive = this.#crews.filter((one) => one.exitCode === null && one.signalCode === null)
    const child = alive[this.killed % alive.length]
    if (!child) return
    this.killed++
    child.kill('SIGKILL')
  }
}

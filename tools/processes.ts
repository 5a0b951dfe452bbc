import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'

export interface StartedProcess {
  readonly name: string
  readonly pid: number
  readonly logFile: string
  /** Resolves with the exit code when the process ends, however it ends. */
  readonly ended: Promise<number>
  /** Asks it to stop; kills it when it has not after `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

export interface ProcessPlan {
  readonly name: string
  /** Script and arguments for this Node. */
  readonly script: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Folder for `<name>.log`, which gets all it prints. */
  readonly logs: string
  /** What Node is started through, such as a network namespace. It must become the process, not its parent. */
  readonly before?: readonly string[]
}

/**
 * Starts a Node process in a group of its own, so that Ctrl-C reaches only us and everything is
 * stopped in order. Its output goes to a file.
 */
export function startProcess(plan: ProcessPlan): StartedProcess {
  mkdirSync(plan.logs, { recursive: true })
  const logFile = join(plan.logs, `${plan.name}.log`)
  const log = createWriteStream(logFile, { flags: 'a' })
  const [command = process.execPath, ...args] = [
    ...(plan.before ?? []),
    process.execPath,
    ...plan.script,
  ]
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...plan.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)))
    child.on('error', () => resolve(127))
  })
  return {
    name: plan.name,
    pid: child.pid ?? 0,
    logFile,
    ended,
    stop: async (graceMs = 10_000) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/**
 * Waits until a url answers with a status below 500.
 * @throws Error naming the process and its log when it ended, or did not answer in time.
 */
export async function untilAnswers(
  url: string,
  started: StartedProcess,
  withinMs = 60_000,
): Promise<void> {
  const until = Date.now() + withinMs
  let over = false
  void started.ended.then(() => {
    over = true
  })
  while (Date.now() < until) {
    if (over)
      throw new Error(`${started.name} ended while starting; its words are in ${started.logFile}`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer && answer.status < 500) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error(
    `${started.name} did not answer at ${url} within ${withinMs / 1000} s; its words are in ${started.logFile}`,
  )
}

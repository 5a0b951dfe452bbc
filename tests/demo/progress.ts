/** Tells what is going on, on standard error: standard output belongs to the result. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** Says what is being done, does it, and says how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  process.stderr.write(`  ${what} … `)
  try {
    const result = await work()
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    return result
  } catch (error) {
    process.stderr.write('failed\n')
    throw error
  }
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Asks again and again until the answer is there.
 * @throws Error naming what was waited for.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null>,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (Date.now() > end) throw new Error(`waited ${withinMs / 1000} s for ${what}`)
    await sleep(200)
  }
}

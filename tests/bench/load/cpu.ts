import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second, as every Linux counts them for people. */
const ticks = 100

const stat = (pid: string | number): readonly string[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return [/\((.*)\)/.exec(text)?.[1] ?? '', ...text.slice(text.lastIndexOf(')') + 2).split(' ')]
  } catch {
    // It has ended between the look at the list and this one.
    return []
  }
}

/** CPU that a process has had so far, in microseconds; NaN where the system keeps no such count. */
export const cpuOf = (pid: number): number => {
  const fields = stat(pid)
  return ((Number(fields[12]) + Number(fields[13])) * 1_000_000) / ticks
}

/** The same of a PostgreSQL and all its children, those that ended included. */
export function cpuOfPostgres(postmaster: number): number {
  let sum = cpuOf(postmaster)
  const fields = stat(postmaster)
  sum += ((Number(fields[14]) + Number(fields[15])) * 1_000_000) / ticks
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    if (stat(pid)[2] === String(postmaster)) sum += cpuOf(Number(pid))
  return sum
}

import type { KeptCommand } from '../scan/kept-commands.ts'
import type { TourScreen } from './tour-screen.ts'

export interface Told {
  readonly key: string
  readonly ok: boolean
  readonly words: string
  /** `done`, or the word of the refusal. */
  readonly kind: string
}

export type Sent =
  | { readonly kind: 'answered'; readonly answers: readonly Told[]; readonly screen: TourScreen }
  /** No network, or a server that is busy: sent again. */
  | { readonly kind: 'away' }
  /** Nobody is signed in here any more; what is kept waits for them. */
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'refused'; readonly words: string }

interface Answer {
  readonly answers: readonly Told[]
  readonly screen: TourScreen
}
const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray(Reflect.get(value, 'answers')) &&
  typeof Reflect.get(value, 'screen') === 'object'

const patienceMs = 15_000

/** Sends commands in their order; the same ones again are applied once. */
export async function sendCommands(
  url: string,
  device: string,
  commands: readonly KeptCommand[],
): Promise<Sent> {
  const body = new URLSearchParams({ device, commands: JSON.stringify(commands) })
  let response: Response
  try {
    response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) })
  } catch {
    return { kind: 'away' }
  }
  if (response.status === 401) return { kind: 'signed_out' }
  if (response.status >= 500 || response.status === 429) return { kind: 'away' }
  if (!response.ok)
    return { kind: 'refused', words: `The app refuses these scans (${response.status})` }
  const read: unknown = await response.json().catch(() => null)
  return isAnswer(read) ? { kind: 'answered', ...read } : { kind: 'away' }
}

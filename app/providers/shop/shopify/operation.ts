import type { z } from 'zod'
import type { Urgency } from '../contract.ts'
import { unreadable } from './faults.ts'
import { placesOf } from './shapes.ts'

/**
 * One call of the Admin API, cut in two pure halves: what is asked (text and variables) and how the
 * answer is read. Between them lies `ask`, the only place that sends.
 */
export interface Operation<Input, Data> {
  /** The name in the text; what logs and faults say. */
  readonly name: string
  readonly text: string
  readonly variables: (input: Input) => Readonly<Record<string, unknown>>
  readonly answer: z.ZodType<Data>
  /** Where the caller says none; `normal` when neither does. */
  readonly urgency?: Urgency
}

/** @throws Error when the text does not name its operation. */
export function operation<Input, Data>(
  parts: Omit<Operation<Input, Data>, 'name'>,
): Operation<Input, Data> {
  const name = /^\s*(?:query|mutation)\s+(\w+)/.exec(parts.text)?.[1]
  if (name === undefined) throw new Error('an operation has no name')
  return { ...parts, name }
}

/**
 * Reads `data` of an answer.
 * @throws ProviderAnswerUnreadable naming the places that are not as expected, never their values.
 */
export function readData<Input, Data>(asked: Operation<Input, Data>, data: unknown): Data {
  const parsed = asked.answer.safeParse(data)
  if (parsed.success) return parsed.data
  throw unreadable(`${asked.name}: ${placesOf(parsed.error)}`)
}

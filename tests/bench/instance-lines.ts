import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { z } from 'zod'

/** One line of a file of instances: what it says, or why it cannot be used. */
export type InstanceLine<Instance> =
  | { readonly at: number; readonly name: string; readonly instance: Instance }
  | { readonly at: number; readonly name: string; readonly why: string }

/**
 * The instances of a file, one JSON object a line, read one at a time; a mark at the beginning of the file, either
 * kind of line end and empty lines are no matter. What cannot be read is named and the next one goes on.
 */
export async function* instanceLines<Instance>(
  file: string,
  shape: z.ZodType<Instance>,
): AsyncGenerator<InstanceLine<Instance>> {
  const input = createReadStream(file)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let at = 0
  for await (const line of lines) {
    at++
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text !== '') yield { at, ...readInstance(text, at, shape) }
  }
}

function readInstance<Instance>(text: string, at: number, shape: z.ZodType<Instance>) {
  const unnamed = `line ${at}`
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { name: unnamed, why: 'not JSON' }
  }
  const given: unknown = typeof raw === 'object' && raw !== null && Reflect.get(raw, 'name')
  const name = typeof given === 'string' ? given : unnamed
  const read = shape.safeParse(raw)
  if (read.success) return { name, instance: read.data }
  const [issue] = read.error.issues
  return { name, why: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}` }
}

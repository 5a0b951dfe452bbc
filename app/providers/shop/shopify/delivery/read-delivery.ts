import { z } from 'zod'
import type { DeliveryMeaning } from '../../snapshot.ts'
import { unreadable } from '../faults.ts'
import { placesOf } from '../shapes.ts'
import { parseBody } from './json.ts'
import { readerOf } from './topics.ts'

/**
 * What one delivery says. Pure: everything comes from the topic and the body's bytes.
 * @throws ProviderAnswerUnreadable when the body is no JSON object, or lacks what its topic must
 * have; the places are named, never their values.
 */
export function readDelivery(topic: string, body: Uint8Array): DeliveryMeaning {
  const parsed = parseBody(topic, body)
  const read = readerOf(topic)
  if (read === null) return { kind: 'nothing', why: `The app knows no topic ${topic}` }
  try {
    return read(topic, parsed)
  } catch (cause) {
    // A number or an id that is well formed and cannot be: what it is made of says so.
    if (cause instanceof RangeError) throw unreadable(`${topic}: a value out of range`, cause)
    if (!(cause instanceof z.ZodError)) throw cause
    throw unreadable(`${topic}: ${placesOf(cause)}`)
  }
}

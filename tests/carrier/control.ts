import { z } from 'zod'
import { advanceParcel } from './advance.ts'
import { type Answer, type Asked, json, refusal } from './http.ts'
import { pushDue } from './push.ts'
import { wayNames, ways } from './ways.ts'
import { type Carrier, faultKinds } from './world.ts'

const faultBody = z.object({
  kind: z.enum(faultKinds),
  on: z.string().default('any'),
  times: z.number().int().min(0).default(1),
})
const advanceBody = z.object({
  /** How many scans; `end` takes the parcel to the end of its way. */
  scans: z.union([z.number().int().min(1), z.literal('end')]).default(1),
  /** Another way from here on. */
  way: z.enum(wayNames).optional(),
})

/** Live labels (not void) of one reference; more than one is one too many. */
export function countsOf(carrier: Carrier) {
  const live = new Map<string, number>()
  let voided = 0
  for (const parcel of carrier.book.byNumber.values()) {
    if (parcel.voidedAt) voided++
    else live.set(parcel.reference, (live.get(parcel.reference) ?? 0) + 1)
  }
  const doubles = [...live.values()].reduce((all, labels) => all + labels - 1, 0)
  const { repeats, refusals } = carrier.book.totals
  return {
    labels: carrier.book.byNumber.size,
    voided,
    repeats,
    refusals,
    doubles,
    doubled: [...live].filter(([, labels]) => labels > 1).map(([reference]) => reference),
  }
}

/** Doors for tests and scripts: what no carrier has. */
export async function answerControl(carrier: Carrier, asked: Asked): Promise<Answer> {
  const [, , what = '', number = '', verb = ''] = asked.path.split('/')
  if (asked.method === 'GET' && what === 'counts') return json(countsOf(carrier))
  if (asked.method === 'GET' && what === 'parcels') return json(parcelsOf(carrier))
  if (asked.method !== 'POST') return refusal(['no such door'], 404)
  if (what === 'pause') {
    carrier.paused = z.object({ paused: z.boolean() }).parse(asked.body).paused
    return json({ paused: carrier.paused })
  }
  if (what === 'faults') {
    carrier.faults.push(faultBody.parse(asked.body))
    return json({ faults: carrier.faults })
  }
  if (what === 'parcels' && verb === 'advance') return advanceOne(carrier, number, asked.body)
  return refusal(['no such door'], 404)
}

const parcelsOf = (carrier: Carrier) =>
  [...carrier.book.byNumber.values()].map((parcel) => ({
    number: parcel.number,
    reference: parcel.reference,
    way: parcel.way,
    voided: parcel.voidedAt !== null,
    last: parcel.events.at(-1)?.code ?? null,
    over: parcel.nextAt === null,
    unpushed: parcel.unpushed.length,
  }))

async function advanceOne(carrier: Carrier, number: string, body: unknown): Promise<Answer> {
  const parcel = carrier.book.byNumber.get(number)
  if (!parcel) return refusal(['no such parcel'], 404)
  const { scans, way } = advanceBody.parse(body ?? {})
  if (way) {
    parcel.way = way
    parcel.step = Math.min(parcel.step, ways[way].length - 1)
  }
  for (let left = scans === 'end' ? 99 : scans; left > 0; left--)
    if (!advanceParcel(carrier, parcel)) break
  await pushDue(carrier)
  return json({ number, events: parcel.events })
}

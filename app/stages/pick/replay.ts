import { decideScan, isSettled, type PickAt } from './decide-scan.ts'
import { doneWords, pickWords } from './tour-refusal.ts'

/** A stop as a device keeps it: enough to go on without a network. */
export interface KeptStop extends PickAt {
  readonly id: string
  readonly version: number
  readonly shipmentState: string
  readonly short: number
  /** It was put into the walk for what another stop did not have. */
  readonly isExtra: boolean
}

/** What a person did at a stop, in the order it was done; the server applies each key once. */
export interface TourCommand {
  readonly intent: 'scan' | 'undo' | 'short'
  readonly pick: string
  /** Of the stop, as the device showed it. */
  readonly version: number
  readonly code: string
  readonly quantity: number
}

export interface Replayed<S> {
  readonly stops: readonly S[]
  readonly answer: { readonly ok: boolean; readonly words: string; readonly kind: string }
}

/** The stop to work at: the first with something to do whose shipment nobody stopped. */
export const currentStop = <S extends KeptStop>(stops: readonly S[]): S | null =>
  stops.find((stop) => stop.shipmentState === 'picking' && !isSettled(stop)) ?? null

/**
 * Whether a stop may be worked at: the current one, and that after stops which were put into the walk meanwhile: a
 * device without a network has not heard of them.
 */
export function isTurnOf<S extends KeptStop>(stops: readonly S[], stop: S): boolean {
  const open = stops.filter((one) => one.shipmentState === 'picking' && !isSettled(one))
  return open[0] === stop || open.find((one) => !one.isExtra) === stop
}

/**
 * What one command makes of a tour, by the rules the server has: a device that is cut off goes on by this, and
 * the same commands make the same of the tour there, unless somebody changed it meanwhile.
 */
export function replay<S extends KeptStop>(stops: readonly S[], command: TourCommand): Replayed<S> {
  const no = (kind: 'seen_already' | 'no_such_tour'): Replayed<S> => ({
    stops,
    answer: { ok: false, words: pickWords({ kind }), kind },
  })
  const stop = stops.find((one) => one.id === command.pick)
  if (!stop) return no('no_such_tour')
  if (stop.version !== command.version) return no('seen_already')
  const yes = (change: Partial<KeptStop>, words: string): Replayed<S> => ({
    stops: stops.map((one) =>
      one === stop ? { ...one, ...change, version: stop.version + 1 } : one,
    ),
    answer: { ok: true, words, kind: 'done' },
  })
  if (command.intent === 'undo')
    return stop.picked === 0
      ? no('seen_already')
      : yes(
          { picked: stop.picked - 1, open: stop.open + 1, toteProved: false },
          'Put it back on the shelf',
        )
  if (!isTurnOf(stops, stop)) return no('seen_already')
  if (command.intent === 'short')
    return stop.open === 0
      ? no('seen_already')
      : yes({ short: stop.short + stop.open, open: 0 }, 'Noted. Go on')
  const answer = decideScan(stop, command)
  if (!answer.ok) {
    const { kind } = answer.refusal
    return { stops, answer: { ok: false, words: pickWords(answer.refusal), kind } }
  }
  const done = answer.value
  switch (done.kind) {
    case 'bin':
      return stop.mode === 'single'
        ? atBinForAll(yes({ binProved: true }, doneWords(done)), stop)
        : yes({ binProved: true }, doneWords(done))
    case 'tote':
      return yes({ toteProved: true }, doneWords(done))
    case 'pieces':
      return yes(
        { picked: stop.picked + done.quantity, open: stop.open - done.quantity },
        doneWords(done),
      )
  }
}

/** Orders of one piece: who stands at the bin stands there for all of them. */
const atBinForAll = <S extends KeptStop>(done: Replayed<S>, { bin }: S): Replayed<S> => ({
  ...done,
  stops: done.stops.map((one) => (one.bin === bin ? { ...one, binProved: true } : one)),
})

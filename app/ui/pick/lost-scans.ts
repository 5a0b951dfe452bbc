import type { KeptCommand } from '../scan/kept-commands.ts'
import type { Told } from './send-commands.ts'
import type { KeptStop } from './tour-screen.ts'

/** What was right here, and what the app said of it. */
export interface Refused {
  readonly command: Pick<KeptCommand, 'intent' | 'pick' | 'code' | 'quantity' | 'taken'>
  readonly answer: Pick<Told, 'words' | 'kind'>
}

type Stop = Pick<KeptStop, 'id' | 'bin' | 'tote' | 'title'>

/**
 * What lies in a tote, or lacks there, because the app did not count it: a line for each stop, with what to do. Bins and
 * totes that were only proved are left out: nothing lies anywhere because of them.
 */
export function lostWords(refused: readonly Refused[], stops: readonly Stop[]): readonly string[] {
  const byStop = Map.groupBy(refused, ({ command }) =>
    command.intent === 'short' ? `short ${command.pick}` : command.pick,
  )
  return [...byStop.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const { command, answer } = first
    const stop = stops.find(({ id }) => id === command.pick)
    const goods = stop?.title ?? command.code
    if (command.intent === 'short')
      return `${goods}: that ${stop?.bin ?? 'it'} is short was not noted. ${answer.words}`
    const taken = all.reduce((sum, one) => sum + takenBy(one.command), 0)
    if (taken === 0) return []
    const what = `${stop ? `Tote ${stop.tote}, ` : ''}${Math.abs(taken)} × ${goods}`
    const [them, were] = Math.abs(taken) === 1 ? ['it', 'was'] : ['them', 'were']
    return taken > 0
      ? `${what} ${were} not counted: ${takeOut(answer, them)}`
      : `${what} ${were} put back, and that was not counted. ${answer.words}`
  })
}

/** What was kept before the app said what a scan took is told rather than left out. */
const takenBy = ({ taken, quantity }: Refused['command']): number => taken ?? quantity

function takeOut({ kind, words }: Refused['answer'], them: string): string {
  switch (kind) {
    case 'other_device':
      return `take ${them} out, or scan ${them} again on the other device`
    case 'not_yours':
      return `take ${them} out, or give ${them} to whoever walks this tour now`
    case 'seen_already':
      return `somebody did this stop meanwhile. Take ${them} out if the tote has too many`
    default:
      return `take ${them} out. ${words}`
  }
}

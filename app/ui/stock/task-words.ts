/** Kinds of tasks, as people call them. */
export const taskNames = [
  { value: 'put_away', label: 'Put away' },
  { value: 'count', label: 'Count' },
  { value: 'replenish', label: 'Refill' },
  { value: 'inspect', label: 'Look at' },
  { value: 'unknown_item', label: 'Unknown goods' },
] as const

interface NamedTask {
  readonly kind: string
  readonly bin: string | null
  readonly toBin: string | null
  readonly title: string | null
  readonly lot: string | null
}

/** A task in a few words: `Put away Enamel mug, Navy from IN`. */
export function taskWords({ kind, bin, toBin, title, lot }: NamedTask): string {
  const what = `${title ?? 'goods'}${lot ? `, lot ${lot}` : ''}`
  switch (kind) {
    case 'put_away':
      return `Put away ${what} from ${bin ?? '?'}`
    case 'count':
      return `Count ${bin ?? 'a bin'}`
    case 'replenish':
      return `Bring ${what} from ${bin ?? '?'} to ${toBin ?? 'its pick bin'}`
    case 'inspect':
      return `Look at ${what} in ${bin ?? '?'}`
    default:
      return 'Say what these goods are'
  }
}

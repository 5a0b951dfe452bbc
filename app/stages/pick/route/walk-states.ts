/**
 * The states of the dynamic programme over aisles for any number of cross aisles (two blocks: Roodbergen
 * and de Koster 2001): for each cross aisle, how often the walk so far uses it at this aisle (not, odd,
 * even), and which of these places hang together. Worked out once per number of cross aisles.
 */
export interface WalkStates {
  readonly count: number
  /** For each block of an aisle: each way to walk it from each state. */
  readonly blocks: readonly Steps[]
  /** From one aisle to the next; `by` is how many cross-aisle stretches are walked. */
  readonly leave: Steps
  /** For each cross aisle: the depot there is on the walk. */
  readonly touch: readonly Steps[]
  /** The same where the walk starts there and ends elsewhere, or the other way round. */
  readonly turn: readonly Steps[]
  /** 1 for a state in which a walk may end. */
  readonly isEnd: Uint8Array
}

export interface Steps {
  readonly from: Int16Array
  readonly to: Int16Array
  readonly by: Uint8Array
  /** Of a step to the next aisle: how often it uses each cross aisle. */
  readonly uses: readonly (readonly number[])[]
}

/** Ways to walk a block of an aisle. The last three are "whichever is shortest of …". */
export const way = {
  not: 0,
  through: 1,
  twice: 2,
  fromTop: 3,
  fromBottom: 4,
  fromBoth: 5,
  anyReturn: 6,
  bottomOrBoth: 7,
  topOrBoth: 8,
} as const

/** Of each cross aisle: 0 not used, 1 odd, 2 even; and the piece it belongs to (0: none). */
interface State {
  readonly use: readonly number[]
  readonly piece: readonly number[]
}

const untouched = 0
const isOdd = 1
const isEven = 2

const keyOf = ({ use, piece }: State) => `${use.join('')}:${piece.join('')}`

/** Pieces named in the order in which they appear, so that the same state has one name. */
function named(use: readonly number[], piece: readonly number[]): State {
  const names = new Map<number, number>()
  const renamed = piece.map((one, at) => {
    if (use[at] === untouched) return 0
    const name = names.get(one) ?? names.size + 1
    names.set(one, name)
    return name
  })
  return { use, piece: renamed }
}

/** Walks `times` more at a place. */
const more = (use: number | undefined, times: number) =>
  times === 0 ? (use ?? untouched) : times === 2 ? use || isEven : use === isOdd ? isEven : isOdd

const fresh = (state: State) => Math.max(0, ...state.piece) + 1

/** The state with a place walked at `times` more; a place not used so far becomes a piece of its own. */
function used(state: State, at: number, times: number): State {
  const isNew = state.use[at] === untouched && times > 0
  return {
    use: state.use.with(at, more(state.use[at], times)),
    piece: isNew ? state.piece.with(at, fresh(state)) : state.piece,
  }
}

function together(state: State, a: number, b: number): State {
  const [keep, drop] = [state.piece[a], state.piece[b]]
  return {
    use: state.use,
    piece: state.piece.map((one) => (one === drop ? (keep ?? 0) : one)),
  }
}

type Way = readonly [by: number, to: State, uses?: readonly number[]]

/** Every way worth walking the block below cross aisle `at`, with the state it leads to. */
function walked(state: State, at: number): readonly Way[] {
  const above = state.use[at] !== untouched
  const below = state.use[at + 1] !== untouched
  const linked = (times: number) =>
    together(used(used(state, at, times), at + 1, times), at, at + 1)
  const both = used(used(state, at, 2), at + 1, 2)
  const ways: Way[] = [[way.through, linked(1)]]
  if (!above || !below || state.piece[at] !== state.piece[at + 1]) ways.push([way.twice, linked(2)])
  if (above && below) return [...ways, [way.anyReturn, state]]
  ways.push([way.not, state])
  if (above) return [...ways, [way.fromTop, state], [way.bottomOrBoth, both]]
  if (below) return [...ways, [way.fromBottom, state], [way.topOrBoth, both]]
  return [
    ...ways,
    [way.fromTop, used(state, at, 2)],
    [way.fromBottom, used(state, at + 1, 2)],
    [way.fromBoth, both],
  ]
}

/** Every way to go on to the next aisle: odd places once, even ones twice or not; no piece stays behind. */
function left(state: State): readonly Way[] {
  let ways: readonly (readonly number[])[] = [[]]
  for (const use of state.use)
    ways = ways.flatMap((one) =>
      use === isEven
        ? [
            [...one, untouched],
            [...one, isEven],
          ]
        : [[...one, use]],
    )
  const pieces = new Set(state.piece.filter((one) => one > 0))
  return ways
    .filter((use) => {
      const gone = new Set(state.piece.filter((_, at) => use[at] !== untouched))
      return pieces.size > 0 && gone.size === pieces.size
    })
    .map((use) => [use.reduce((sum, one) => sum + one, 0), named(use, state.piece), use])
}

const mayEnd = (state: State) =>
  state.use.every((use) => use !== isOdd) && Math.max(...state.piece) === 1

/** More cross aisles than this have too many states to be worth their time. */
const mostCrossAisles = 5

const made = new Map<string, WalkStates>()

/**
 * @param closed the walk ends where it starts; else there are more states.
 * @throws RangeError for more cross aisles than `mostCrossAisles`.
 */
export function walkStates(crossAisles: number, closed: boolean): WalkStates {
  if (crossAisles > mostCrossAisles)
    throw new RangeError(`${crossAisles} cross aisles: ${mostCrossAisles} at most`)
  const key = `${crossAisles}${closed}`
  const known = made.get(key) ?? makeStates(crossAisles, closed)
  made.set(key, known)
  return known
}

interface Lists {
  readonly from: number[]
  readonly to: number[]
  readonly by: number[]
  readonly uses: (readonly number[])[]
}
const lists = (): Lists => ({ from: [], to: [], by: [], uses: [] })
const packed = (steps: Lists): Steps => ({
  from: Int16Array.from(steps.from),
  to: Int16Array.from(steps.to),
  by: Uint8Array.from(steps.by),
  uses: steps.uses,
})

function makeStates(crossAisles: number, closed: boolean): WalkStates {
  const nothing: State = {
    use: Array.from({ length: crossAisles }, () => untouched),
    piece: Array.from({ length: crossAisles }, () => 0),
  }
  const states = [nothing]
  const ids = new Map([[keyOf(nothing), 0]])
  const idOf = (raw: State): number => {
    const state = named(raw.use, raw.piece)
    const key = keyOf(state)
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, states.length)
    return states.push(state) - 1
  }
  const blocks = Array.from({ length: crossAisles - 1 }, lists)
  const leave = lists()
  const touch = nothing.use.map(lists)
  const turn = nothing.use.map(lists)
  for (let id = 0; id < states.length; id++) {
    const state = states[id] ?? nothing
    const add = (steps: Lists, ways: readonly Way[]) => {
      for (const [by, next, uses] of ways) {
        steps.from.push(id)
        steps.to.push(idOf(next))
        steps.by.push(by)
        steps.uses.push(uses ?? [])
      }
    }
    for (const [at, steps] of blocks.entries()) add(steps, walked(state, at))
    add(leave, left(state))
    for (const [at, steps] of touch.entries())
      add(steps, [[0, state.use[at] === untouched ? used(state, at, 2) : state]])
    for (const [at, steps] of turn.entries()) add(steps, closed ? [] : [[0, used(state, at, 1)]])
  }
  return {
    count: states.length,
    blocks: blocks.map(packed),
    leave: packed(leave),
    touch: touch.map(packed),
    turn: turn.map(packed),
    isEnd: Uint8Array.from(states, (state) => Number(mayEnd(state))),
  }
}

/** Compares what was done with what had to come of it. */
import type { Answer } from './carry-out.ts'
import type { Command, Ground } from './commands.ts'
import { type Changes, itemOf, Model, type Spot } from './model.ts'

/** One time a command was sent. Times are milliseconds of this machine's clock. */
export interface Attempt {
  readonly command: Command
  readonly connection: number
  readonly start: number
  readonly end: number
  /** Null: the process was killed before it knew. */
  readonly answer: Answer | null
}

/** What the ledger has under one key. */
export interface Booked {
  readonly key: string
  readonly at: number
  readonly shipment: string | null
  readonly changes: Changes
}

export interface Stood {
  /** In the order of the ledger. */
  readonly booked: readonly Booked[]
  readonly levels: ReadonlyMap<Spot, number>
  /** Open reservations. */
  readonly reserved: readonly {
    readonly shipment: string
    readonly line: string
    readonly spot: Spot
    readonly quantity: number
  }[]
}

/**
 * Replays the ledger through the model. A command that moved something must have done what the model does, and
 * one that was refused must have been impossible, at a moment between its start (or that of a transaction that
 * was under way then) and its end: who looks without a lock may see what was there a moment before.
 * @returns what is wrong, in words; empty: ledger, levels, reservations and model agree.
 */
export function judge(
  ground: Ground,
  attempts: readonly Attempt[],
  stood: Stood,
): readonly string[] {
  const model = new Model(ground)
  const sent = Map.groupBy(attempts, (one) => one.command.key)
  const wrong = [...answersAgainst(sent, new Set(stood.booked.map((one) => one.key)))]
  const open = openQuestions(attempts, stood.booked)
  let asked: readonly Question[] = []
  for (const booked of stood.booked) {
    const due = takeDue(open, booked.at)
    const [over, still] = split(
      [...asked, ...due.filter((question) => !question.isAnswered(model, null))],
      (question) => question.key === booked.key || question.to < booked.at,
    )
    wrong.push(...over.map((question) => question.words()))
    if (!sent.has(booked.key) && !booked.key.startsWith('opening:'))
      wrong.push(`${booked.key} was sent by nobody`)
    const below = model.apply(booked.changes, booked.shipment)
    wrong.push(...below.map((what) => `${booked.key}: ${what}`))
    const touched = new Set([...booked.changes.keys()].map(itemOf))
    asked = still.filter((question) => !question.isAnswered(model, touched))
  }
  const last = [...asked, ...open].filter((question) => !question.isAnswered(model, null))
  wrong.push(...last.map((question) => question.words()))
  wrong.push(...levelsAgainst(model, stood), ...reservationsAgainst(ground, model, stood))
  return wrong
}

function split<T>(all: readonly T[], is: (one: T) => boolean): readonly [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}

/** Takes the questions out whose time has come; the latest stand first. */
function takeDue(open: Question[], at: number): readonly Question[] {
  const due: Question[] = []
  for (let next = open.at(-1); next && next.from <= at; next = open.at(-1)) {
    open.pop()
    due.push(next)
  }
  return due
}

/** Something that has to be explained by the model at one moment of a stretch of time. */
interface Question {
  readonly key: string
  readonly from: number
  readonly to: number
  /** @param touched items that changed since it was asked last; null: it was not asked yet. */
  isAnswered(model: Model, touched: ReadonlySet<string> | null): boolean
  words(): string
}

/** All questions, the latest first. */
function openQuestions(attempts: readonly Attempt[], booked: readonly Booked[]): Question[] {
  const since = startsUnderWay(attempts)
  const known = new Map(booked.map((one) => [one.key, one]))
  const earliest = new Map<string, number>()
  for (const one of attempts)
    if (one.answer === 'moved' || one.answer === null)
      earliest.set(one.command.key, Math.min(since(one), earliest.get(one.command.key) ?? Infinity))
  const byKey = new Map(attempts.map((one) => [one.command.key, one.command]))
  const moved = [...byKey].flatMap(([key, command]) => {
    const what = known.get(key)
    return what ? [didRight(command, earliest.get(key) ?? what.at, what)] : []
  })
  const refused = attempts
    .filter((one) => one.answer === 'refused' || one.answer === 'nothing')
    .filter((one) => !known.has(one.command.key))
    .map((one) => refusedRight(one, since(one)))
  return [...moved, ...refused].toSorted((a, b) => b.from - a.from)
}

const itemsOf = ({ doing }: Command): readonly string[] =>
  'shipment' in doing
    ? [...new Set(doing.shipment.lines.map((line) => line.itemId))]
    : [doing.itemId]

function didRight(command: Command, from: number, { key, at, changes }: Booked): Question {
  const left = new Set([...itemsOf(command), ...[...changes.keys()].map(itemOf)])
  return {
    ...{ key, from, to: at + 60_000 },
    isAnswered: (model, touched) => {
      for (const item of left)
        if (touched === null || touched.has(item)) {
          const part = [...changes].filter(([where]) => itemOf(where) === item)
          if (model.fits(command, item, new Map(part))) left.delete(item)
        }
      return left.size === 0
    },
    words: () =>
      `${key}: ${command.doing.kind} did not do what it had to: ${JSON.stringify([...changes])}`,
  }
}

function refusedRight({ command, end, answer }: Attempt, from: number): Question {
  const items = itemsOf(command)
  return {
    ...{ key: `${command.key}, not done`, from, to: end + 1 },
    isAnswered: (model, touched) =>
      (touched === null || items.some((item) => touched.has(item))) && mayRefuse(model, command),
    words: () => `${command.key}: ${command.doing.kind} was ${answer} and could have been done`,
  }
}

function mayRefuse(model: Model, command: Command): boolean {
  const { doing } = command
  switch (doing.kind) {
    case 'reserve':
      return (
        !model.holdsNothing(doing.shipment.id, ['reserved']) ||
        itemsOf(command).some((item) => model.lacks(doing.shipment, item))
      )
    case 'pick':
    case 'short':
    case 'release':
      return model.holdsNothing(doing.shipment.id, ['reserved'])
    case 'cancel':
      return model.holdsNothing(doing.shipment.id, ['reserved', 'picked', 'packed'])
    case 'pack':
      return model.holdsNothing(doing.shipment.id, ['picked'])
    case 'ship':
      return model.holdsNothing(doing.shipment.id, ['packed'])
    default:
      return model.fits(command, doing.itemId, new Map())
  }
}

/** For an attempt: when the oldest transaction began that was under way at its start. */
function startsUnderWay(attempts: readonly Attempt[]): (one: Attempt) => number {
  const lines = [...Map.groupBy(attempts, (one) => one.connection).values()].map((all) =>
    all.toSorted((a, b) => a.start - b.start),
  )
  return ({ start }) =>
    Math.min(
      start - 1,
      ...lines.map((line) => {
        let [low, high] = [0, line.length]
        while (low < high) {
          const middle = (low + high) >> 1
          if ((line[middle]?.start ?? 0) <= start) low = middle + 1
          else high = middle
        }
        // A killed one may still be under way in the database while its repeat runs.
        const before = [line[low - 1], line[low - 2]].filter((one) => one && one.end >= start)
        return Math.min(start - 1, ...before.map((one) => (one?.start ?? start) - 1))
      }),
    )
}

/** Answers against the ledger's keys. */
function answersAgainst(
  sent: ReadonlyMap<string, readonly Attempt[]>,
  booked: ReadonlySet<string>,
): readonly string[] {
  return [...sent].flatMap(([key, attempts]) => {
    const moved = attempts.filter((one) => one.answer === 'moved').length
    const wrong: string[] = []
    if (moved > 1) wrong.push(`${key} was done ${moved} times`)
    if (!booked.has(key) && attempts.some((one) => one.answer === 'moved' || one.answer === 'seen'))
      wrong.push(`${key} was done and is not in the ledger`)
    if (booked.has(key) && attempts.every((one) => one.answer === 'refused'))
      wrong.push(`${key} was refused and is in the ledger`)
    return wrong
  })
}

function levelsAgainst(model: Model, { levels }: Stood): readonly string[] {
  return [...new Set([...levels.keys(), ...model.spots()])].flatMap((where) => {
    const is = levels.get(where) ?? 0
    const wrong =
      is === model.at(where) ? [] : [`${where} is ${is}, the model has ${model.at(where)}`]
    return is < 0 ? [...wrong, `${where} is below none: ${is}`] : wrong
  })
}

/** Reservations against what the shipments hold, and against what their lines want. */
function reservationsAgainst(ground: Ground, model: Model, { reserved }: Stood): readonly string[] {
  const promised = sums(reserved, (one) => `${one.shipment} ${one.spot}`)
  const lines = sums(reserved, (one) => one.line)
  const due = new Map(
    ground.shipments.flatMap(({ id }) =>
      [...(model.holdings.get(id) ?? [])]
        .filter(([where]) => where.endsWith('|reserved'))
        .map(([where, pieces]): [string, number] => [`${id} ${where}`, pieces]),
    ),
  )
  const wrong = [...new Set([...promised.keys(), ...due.keys()])]
    .filter((at) => promised.get(at) !== due.get(at))
    .map(
      (at) => `${at} is reserved ${promised.get(at) ?? 0} times, the model has ${due.get(at) ?? 0}`,
    )
  const over = ground.shipments
    .flatMap((shipment) => shipment.lines)
    .filter((line) => (lines.get(line.lineId) ?? 0) > line.quantity)
  return [
    ...wrong,
    ...over.map(
      (line) => `line ${line.lineId} of ${line.quantity} has ${lines.get(line.lineId)} reserved`,
    ),
  ]
}

function sums<T extends { readonly quantity: number }>(
  all: readonly T[],
  nameOf: (one: T) => string,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const one of all) found.set(nameOf(one), (found.get(nameOf(one)) ?? 0) + one.quantity)
  return found
}

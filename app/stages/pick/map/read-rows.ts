import type { Aisle, CrossAisle, PlacedBin, Point } from '../warehouse/plan.ts'

/** One line of a map file that can be used; `row` as a person counts, the heading being 1. */
export type MapRow = { readonly row: number } & (
  | { readonly what: 'aisle'; readonly aisle: Aisle }
  | { readonly what: 'cross_aisle'; readonly cross: CrossAisle }
  | { readonly what: 'point'; readonly point: Point }
  | { readonly what: 'bin'; readonly bin: PlacedBin }
)

export interface BadRow {
  readonly row: number
  readonly words: string
}

/** A line of the file by column name. */
export type Cells = Readonly<Record<string, string>>

/** What a line may be, by the words people write. */
const whats: Readonly<Record<string, 'bin' | 'aisle' | 'cross_aisle' | Point['use']>> = {
  '': 'bin',
  bin: 'bin',
  aisle: 'aisle',
  cross: 'cross_aisle',
  cross_aisle: 'cross_aisle',
  'cross aisle': 'cross_aisle',
  start: 'start',
  depot: 'both',
  desk: 'both',
  drop: 'drop',
}

/** @returns the line, or all that is wrong with it. */
export function readMapRow(cells: Cells, row: number): MapRow | BadRow {
  const wrong: string[] = []
  const reader = cellReader(cells, wrong)
  const what = whats[reader.text('what').toLowerCase()]
  if (!what)
    wrong.push(`what: “${reader.text('what')}” is not bin, aisle, cross, depot, start or drop`)
  const code = reader.text('code')
  if (code === '') wrong.push('code is missing')
  else if (code.length > 60) wrong.push('code is longer than 60 characters')
  const read = what ? readers[what](reader, code) : null
  return read && wrong.length === 0 ? { row, ...read } : { row, words: wrong.join('; ') }
}

interface CellReader {
  text(name: string): string
  /** Millimetres; a missing one is refused. */
  mm(name: string): number
  maybeMm(name: string): number | undefined
  whole(name: string, otherwise: number): number
  oneOf<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word
}

function cellReader(cells: Cells, wrong: string[]): CellReader {
  const text = (name: string) => (cells[name] ?? '').trim()
  const maybeMm = (name: string) => {
    const raw = text(name)
    if (raw === '') return undefined
    const metres = /^\d{1,4}([.,]\d{1,4})?$/.test(raw) ? Number(raw.replace(',', '.')) : Number.NaN
    if (Number.isNaN(metres)) wrong.push(`${name}: “${raw}” is no distance in metres`)
    return Math.round(metres * 1_000)
  }
  return {
    text,
    maybeMm,
    mm: (name) => {
      if (text(name) === '') wrong.push(`${name} is missing`)
      return maybeMm(name) ?? 0
    },
    whole: (name, otherwise) => {
      const raw = text(name)
      if (raw !== '' && !/^\d{1,2}$/.test(raw))
        wrong.push(`${name}: “${raw}” is no whole number up to 99`)
      return raw === '' ? otherwise : Number(raw)
    },
    oneOf: (name, words, otherwise) => {
      const raw = text(name).toLowerCase()
      const found = words.find((word) => word === raw)
      if (raw !== '' && !found) wrong.push(`${name}: “${raw}” is not ${words.join(' or ')}`)
      return found ?? otherwise
    },
  }
}

type RowBody =
  | { readonly what: 'aisle'; readonly aisle: Aisle }
  | { readonly what: 'cross_aisle'; readonly cross: CrossAisle }
  | { readonly what: 'point'; readonly point: Point }
  | { readonly what: 'bin'; readonly bin: PlacedBin }

const point =
  (use: Point['use']) =>
  (cells: CellReader, code: string): RowBody => ({
    what: 'point',
    point: { code, xMm: cells.mm('x_m'), yMm: cells.mm('y_m'), use },
  })

const readers = {
  aisle: (cells: CellReader, code: string): RowBody => ({
    what: 'aisle',
    aisle: {
      code,
      xMm: cells.mm('x_m'),
      direction: cells.oneOf('direction', ['both', 'away', 'back'], 'both'),
      fromMm: cells.maybeMm('from_m'),
      toMm: cells.maybeMm('to_m'),
    },
  }),
  cross_aisle: (cells: CellReader, code: string): RowBody => ({
    what: 'cross_aisle',
    cross: {
      code,
      yMm: cells.mm('y_m'),
      direction: cells.oneOf('direction', ['both', 'right', 'left'], 'both'),
      fromMm: cells.maybeMm('from_m'),
      toMm: cells.maybeMm('to_m'),
    },
  }),
  start: point('start'),
  drop: point('drop'),
  both: point('both'),
  bin: (cells: CellReader, code: string): RowBody => {
    const side = cells.oneOf('side', ['left', 'right', 'none'], 'none')
    return {
      what: 'bin',
      bin: {
        code,
        // `A-03-07` lies in aisle `A-03` unless the file says otherwise.
        aisle: cells.text('aisle') || code.split('-').slice(0, -1).join('-'),
        yMm: cells.mm('y_m'),
        level: cells.whole('level', 1),
        side: side === 'none' ? null : side,
        zone: cells.text('zone'),
        kind: cells.oneOf('kind', ['pick', 'reserve'], 'pick'),
      },
    }
  },
}

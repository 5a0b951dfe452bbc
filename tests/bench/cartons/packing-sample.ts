import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CartonSort, Goods } from '#app/stages/pack/index.ts'

/** The rows of a file, one at a time: fields with or without quotes, either kind of line end, empty lines left out. */
async function* rowsOf(folder: string, file: string): AsyncGenerator<readonly string[]> {
  const input = createReadStream(join(folder, file))
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    yield [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((field) =>
      (field[1]?.replaceAll('""', '"') ?? field[2] ?? '').trim(),
    )
  }
}

/** A first row of names instead of numbers. */
const isHeading = (raw: readonly string[], at: number) => Number.isNaN(Number(raw[at] ?? 'none'))

const sides = (raw: readonly string[], from: number): readonly [number, number, number] => [
  Number(raw[from]),
  Number(raw[from + 1]),
  Number(raw[from + 2]),
]

/** name, outer width, length, depth, empty weight, inner width, length, depth, limit with the box itself. */
export async function readBoxes(folder: string): Promise<readonly CartonSort[]> {
  const boxes: CartonSort[] = []
  for await (const raw of rowsOf(folder, 'boxes.csv')) {
    if (raw.length < 9 || (boxes.length === 0 && isHeading(raw, 1))) continue
    boxes.push({
      ...{ id: raw[0] ?? '', name: raw[0] ?? '', kind: 'carton', stock: null, maxVolume: null },
      ...{ outer: sides(raw, 1), emptyGrams: Number(raw[4]), inner: sides(raw, 5) },
      ...{ maxGrams: Number(raw[8]), costMinor: 0 },
    })
  }
  return boxes
}

export interface SampleOrder {
  readonly id: string
  readonly goods: readonly Goods[]
}

/** Orders as they come in the file, one at a time; the lines of an order stand together. */
export async function* readOrders(folder: string, mode: '2d' | '3d'): AsyncGenerator<SampleOrder> {
  let id = ''
  let goods: Goods[] = []
  for await (const raw of rowsOf(folder, 'items.csv')) {
    if (raw.length < 7 || (id === '' && isHeading(raw, 1))) continue
    if (raw[0] !== id) {
      if (goods.length > 0) yield { id, goods }
      id = raw[0] ?? ''
      goods = []
    }
    const flat = mode === '2d'
    goods.push({
      ...plain(`${goods.length}`, sides(raw, 3), Number(raw[1])),
      name: raw[2] ?? '',
      grams: Number(raw[6]),
      stands: [!flat, !flat, true],
    })
  }
  if (goods.length > 0) yield { id, goods }
}

export const plain = (
  id: string,
  size: readonly [number, number, number],
  quantity: number,
): Goods => ({
  ...{ id, name: id, quantity, size, grams: 0, stands: [true, true, true], bears: null, nest: 0 },
  ...{ alone: false, hazmat: null, together: null, apart: null, ownBox: false },
})

/** Boxes the peer needs for each order. */
export async function readExpected(
  folder: string,
  mode: '2d' | '3d',
): Promise<Map<string, number>> {
  const expected = new Map<string, number>()
  for await (const raw of rowsOf(folder, 'expected.csv')) {
    expected.set(raw[0] ?? '', Number(raw[mode === '2d' ? 1 : 4]))
  }
  return expected
}

interface RawCase {
  readonly id: string
  readonly boxes: readonly (readonly [number, number, number])[]
  readonly items: readonly (readonly [number, number, number, number])[]
}

export interface ReportedCase {
  readonly id: string
  readonly cartons: readonly CartonSort[]
  readonly goods: readonly Goods[]
}

/** Cases that users of the peer reported: only sizes and counts. None where the folder has none. */
export async function readReported(folder: string): Promise<readonly ReportedCase[]> {
  const file = join(folder, 'issue_regressions.json')
  if (!existsSync(file)) return []
  const raw: readonly RawCase[] = JSON.parse(await readFile(file, 'utf8'))
  return raw.map((one) => ({
    id: one.id,
    cartons: one.boxes.map((inner, at) => ({
      ...{ id: `${at}`, name: inner.join(' × '), kind: 'carton', inner, outer: inner },
      ...{ emptyGrams: 0, maxGrams: 1_000_000_000, stock: null, costMinor: 0, maxVolume: null },
    })),
    goods: one.items.map(([a, b, c, quantity], at) => plain(`${at}`, [a, b, c], quantity)),
  }))
}

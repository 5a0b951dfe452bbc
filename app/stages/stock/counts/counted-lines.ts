import { z } from 'zod'

/** Pieces of one kind in a bin: what a person found, and what the ledger had at that moment. */
const countedLine = z.object({
  itemId: z.string(),
  lotId: z.string().nullable(),
  serial: z.string().nullable(),
  found: z.number().int(),
  /** Free, promised and in question together; damaged ones are not counted. */
  ledger: z.number().int(),
})
export type CountedLine = z.infer<typeof countedLine>
export const countedLines = z.array(countedLine)

const nameOf = (line: Omit<CountedLine, 'found' | 'ledger'>) =>
  `${line.itemId} ${line.lotId ?? ''} ${line.serial ?? ''}`

type Kind = Pick<CountedLine, 'itemId' | 'lotId' | 'serial'>

/** What was found beside what the ledger has, a line for each kind of goods; what nobody found is none. */
export function besideLedger(
  found: readonly (Kind & { readonly found: number })[],
  ledger: readonly (Kind & { readonly ledger: number })[],
): readonly CountedLine[] {
  const lines = new Map<string, CountedLine>()
  const at = (kind: Kind): CountedLine =>
    lines.get(nameOf(kind)) ?? {
      ...{ itemId: kind.itemId, lotId: kind.lotId, serial: kind.serial },
      ...{ found: 0, ledger: 0 },
    }
  for (const one of ledger)
    lines.set(nameOf(one), { ...at(one), ledger: at(one).ledger + one.ledger })
  for (const one of found) lines.set(nameOf(one), { ...at(one), found: at(one).found + one.found })
  return [...lines.values()].filter((line) => line.found !== 0 || line.ledger !== 0)
}

/** Lines where the person and the ledger differ. */
export const differing = (lines: readonly CountedLine[]): readonly CountedLine[] =>
  lines.filter((line) => line.found !== line.ledger)

/** Whether two counts found the same to be wrong, though pieces came and went between them. */
export function sameDifferences(
  one: readonly CountedLine[],
  other: readonly CountedLine[],
): boolean {
  const written = (lines: readonly CountedLine[]) =>
    differing(lines)
      .map((line) => `${nameOf(line)} ${line.found - line.ledger}`)
      .toSorted()
      .join('\n')
  return written(one) === written(other)
}

/** Pieces by which person and ledger differ, more and fewer together. */
export const piecesOff = (lines: readonly CountedLine[]): number =>
  lines.reduce((sum, line) => sum + Math.abs(line.found - line.ledger), 0)

/** What that is worth. @param costOf a piece's, in minor units. */
export const valueOff = (
  lines: readonly CountedLine[],
  costOf: (itemId: string) => bigint,
): bigint =>
  lines.reduce(
    (sum, line) => sum + costOf(line.itemId) * BigInt(Math.abs(line.found - line.ledger)),
    0n,
  )

/** Rows of a file for people, those in a row as one: `row 7`, `rows 2–51, 60`. */
export function rowWords(rows: readonly number[]): string {
  const runs: [number, number][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (last && last[1] === row - 1) last[1] = row
    else runs.push([row, row])
  }
  const words = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  return `${rows.length === 1 ? 'row' : 'rows'} ${words.join(', ')}`
}

/** What the database's texts do not hold, as JSON writes it: a zero character, half of a surrogate pair. */
const unheld = /\\u(0000|d[89a-f])/

/**
 * Rows as one JSON text, which the database turns into a table (`json_to_recordset`): one parameter for a
 * batch of any size. What its texts cannot hold is taken out of them.
 */
export function jsonRows(rows: readonly object[]): string {
  const json = JSON.stringify(rows)
  // Nearly never there: looking at every text before it is written costs more than the writing.
  if (!unheld.test(json)) return json
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value,
  )
}

/** Bytes as `decode(…, 'base64')` reads them. */
export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

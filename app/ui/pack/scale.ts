const grams: Readonly<Record<string, number>> = { kg: 1_000, g: 1, lb: 453.592_37, oz: 28.349_523 }

/**
 * What a line of a serial scale says, in whole grams: `ST,GS,+  1.234kg`, `  250 g`, `S S     0.500 kg`.
 * Null: it says no weight, one that still moves (`US`, `S D`), or one below nothing.
 */
export function readScaleLine(line: string): number | null {
  if (/^\s*(?:US\b|S\s+D\b|SD\b|OL\b)/i.test(line)) return null
  const found = /([+-]?)\s*(\d+(?:[.,]\d+)?)\s*(kg|g|lb|oz)\b/i.exec(line)
  if (!found) return null
  const [, sign, number = '', unit = ''] = found
  const weight = Number(number.replace(',', '.')) * (grams[unit.toLowerCase()] ?? Number.NaN)
  return sign === '-' || !Number.isFinite(weight) ? null : Math.round(weight)
}

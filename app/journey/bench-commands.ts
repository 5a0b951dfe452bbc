/** What a packer says with a scanner or the keyboard alone. */
export const benchCommands = [
  { name: 'close', code: 'OWCLOSE', typed: '/close', label: 'Close the parcel' },
  { name: 'carton', code: 'OWCARTON', typed: '/carton', label: 'Next carton' },
  { name: 'parcel', code: 'OWPARCEL', typed: '/parcel', label: 'Another parcel' },
  { name: 'scale', code: 'OWSCALE', typed: '/scale', label: 'Read the scale' },
  { name: 'weight_ok', code: 'OWWEIGHTOK', typed: '/ok', label: 'The weight is right' },
  { name: 'added', code: 'OWADDED', typed: '/in', label: 'Material or insert is in' },
  { name: 'print', code: 'OWPRINT', typed: '/print', label: 'Print the slip again' },
  { name: 'cards', code: 'OWCARDS', typed: '/cards', label: 'Print the gift cards' },
  { name: 'next', code: 'OWNEXT', typed: '/next', label: 'Pack the next one' },
] as const

export type BenchCommandName = (typeof benchCommands)[number]['name']
export type BenchCommand =
  | { readonly name: BenchCommandName }
  /** What a scale shows, typed with its unit: `1250 g`, `1.25 kg`. */
  | { readonly name: 'weight'; readonly grams: number }

const weight = /^(\d{1,6})(?:[.,](\d{1,3}))?\s?(k?g)$/i

/** The command a code means; null: it is a code of goods. Goods whose code reads like one are scanned first. */
export function readBenchCommand(code: string): BenchCommand | null {
  const said = code.trim().toLowerCase()
  const found = benchCommands.find((one) => one.typed === said || one.code.toLowerCase() === said)
  if (found) return { name: found.name }
  const [, whole = '', part = '', unit] = weight.exec(said) ?? []
  if (unit === undefined) return null
  const amount = Number(`${whole}.${part || '0'}`)
  const grams = Math.round(unit === 'kg' ? amount * 1_000 : amount)
  return grams > 0 && grams <= 1_000_000 ? { name: 'weight', grams } : null
}

import type { EntryField } from './entry-form.tsx'

type Sides = readonly [number, number, number]
export interface ShownCarton {
  readonly id: string
  readonly name: string
  readonly kind: 'carton' | 'mailer'
  readonly inner: Sides
  readonly outer: Sides
  readonly emptyGrams: number
  readonly maxGrams: number
  readonly stock: number | null
  readonly maxVolumeMl: number | null
  readonly cost: string
}

const mm = 'mm'
export const cartonRows = (currency: string): readonly (readonly EntryField[])[] => [
  [
    { name: 'name', label: 'Name' },
    {
      name: 'kind',
      label: 'Kind',
      options: [
        { label: 'Carton', value: 'carton' },
        { label: 'Mailer: flat, gives way to what is in it', value: 'mailer' },
      ],
    },
  ],
  [
    { name: 'lengthMm', label: 'Length inside', suffix: mm },
    { name: 'widthMm', label: 'Width inside', suffix: mm },
    { name: 'heightMm', label: 'Height inside, or thickness', suffix: mm },
  ],
  [
    { name: 'outerLengthMm', label: 'Length outside', suffix: mm },
    { name: 'outerWidthMm', label: 'Width outside', suffix: mm },
    { name: 'outerHeightMm', label: 'Height outside', suffix: mm, help: 'Empty: as inside' },
  ],
  [
    { name: 'emptyGrams', label: 'Empty weight', suffix: 'g' },
    { name: 'maxGrams', label: 'Weight limit, with itself', suffix: 'g' },
    { name: 'cost', label: 'Cost', suffix: currency },
  ],
  [
    { name: 'stock', label: 'On hand', help: 'Empty: not counted' },
    { name: 'maxVolumeMl', label: 'Room for goods', suffix: 'ml', help: 'Empty: all there is' },
  ],
]

const text = (value: number | null) => (value === null ? '' : String(value))

export function cartonValues(carton: ShownCarton): Readonly<Record<string, string>> {
  const [lengthMm, widthMm, heightMm] = carton.inner.map(String)
  const same = carton.inner.join() === carton.outer.join()
  const [outerLengthMm, outerWidthMm, outerHeightMm] = carton.outer.map((side) =>
    same ? '' : String(side),
  )
  return {
    ...{ name: carton.name, kind: carton.kind, cost: carton.cost },
    ...{ lengthMm: lengthMm ?? '', widthMm: widthMm ?? '', heightMm: heightMm ?? '' },
    ...{ outerLengthMm: outerLengthMm ?? '', outerWidthMm: outerWidthMm ?? '' },
    ...{ outerHeightMm: outerHeightMm ?? '', emptyGrams: text(carton.emptyGrams) },
    ...{ maxGrams: text(carton.maxGrams), stock: text(carton.stock) },
    maxVolumeMl: text(carton.maxVolumeMl),
  }
}

export const newCarton: Readonly<Record<string, string>> = { kind: 'carton', cost: '0' }

export interface ShownCard {
  readonly id: string
  readonly carrier: string
  readonly service: string
  readonly values: Readonly<Record<string, string>>
}

export const cardRows: readonly (readonly EntryField[])[] = [
  [
    { name: 'carrier', label: 'Carrier' },
    { name: 'service', label: 'Service' },
  ],
  [
    {
      name: 'divisor',
      label: 'Divisor',
      suffix: 'cm³/kg',
      help: 'Such as 5000. Empty: only the scale counts',
    },
    { name: 'roundUpGrams', label: 'Rounded up to', suffix: 'g' },
    { name: 'maxGrams', label: 'Heaviest parcel', suffix: 'g' },
  ],
  [
    { name: 'maxLengthMm', label: 'Longest side', suffix: mm, help: 'Empty: no limit' },
    { name: 'maxGirthMm', label: 'Longest side plus girth', suffix: mm },
    { name: 'hazmat', label: 'Dangerous goods', help: 'UN classes it takes, with commas' },
  ],
  [
    {
      name: 'zones',
      label: 'Zones',
      lines: 4,
      help: 'A line each: countries | days | prices up to grams. * is everywhere else, ? when the carrier does not say. DE, AT | 2 | 2000: 4.90; 5000: 6.90',
    },
  ],
  [
    {
      name: 'surcharges',
      label: 'Surcharges',
      lines: 2,
      help: 'A line each: name | always, heavier 30000, longer 1200 or girth 3000 | 5.00 or 3.5%',
    },
  ],
]

export const newCard: Readonly<Record<string, string>> = { roundUpGrams: '1', divisor: '5000' }

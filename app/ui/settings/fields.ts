import type { ShopSettings } from '../../journey/settings.ts'

export type NumberField = {
  readonly [Key in keyof ShopSettings]: ShopSettings[Key] extends number ? Key : never
}[keyof ShopSettings]
export type TextSetting = 'cutOff' | 'holidaysOf' | 'contactName' | 'contactEmail' | 'contactPhone'

/** Settings while they are typed: numbers are texts until they are sent. */
export type TypedSettings = Omit<ShopSettings, NumberField | 'stockHoldAfterHours'> &
  Readonly<Record<NumberField, number | string>> & {
    readonly stockHoldAfterHours: number | string | null
  }

/** What every section of the page is given. */
export interface SectionProps {
  readonly values: TypedSettings
  /** By field, in words for the merchant. */
  readonly wrong: Readonly<Record<string, string>>
  readonly onChange: (change: Partial<TypedSettings>) => void
}

interface ShownNumber {
  readonly name: NumberField
  readonly label: string
  readonly help: string
}

export const timeFields: readonly ShownNumber[] = [
  {
    name: 'handlingDays',
    label: 'Handling days',
    help: 'Working days from taking an order to handing it over',
  },
  {
    name: 'carrierDaysHome',
    label: 'Carrier days at home',
    help: 'Until the carrier tells better',
  },
  {
    name: 'carrierDaysAbroad',
    label: 'Carrier days abroad',
    help: 'Until the carrier tells better',
  },
  { name: 'confirmWithinHours', label: 'Hours to confirm', help: 'Then a call task opens' },
  {
    name: 'correctWithinHours',
    label: 'Hours to complete details',
    help: 'Then a call task opens',
  },
  {
    name: 'payRemindAfterHours',
    label: 'Hours until an unpaid link is reminded of',
    help: 'Once, by the store’s own mail',
  },
  {
    name: 'payWithinHours',
    label: 'Hours to pay by a link',
    help: 'Then the office calls, gives more time or cancels',
  },
  {
    name: 'duplicateWithinHours',
    label: 'Hours in which orders are compared',
    help: 'An order later than that is no duplicate',
  },
  {
    name: 'silentAfterDays',
    label: 'Days without news of a parcel',
    help: 'Then somebody asks the carrier',
  },
  { name: 'returnWindowDays', label: 'Days to return', help: 'Counted from delivery' },
  { name: 'surveyAfterHours', label: 'Hours from delivery to survey', help: '0: at once' },
  { name: 'surveyOpenDays', label: 'Days the survey is open', help: 'Then the order is completed' },
  { name: 'lowScoreUpTo', label: 'Low score up to', help: 'Opens a care call' },
  { name: 'careWithinHours', label: 'Hours for a care call', help: 'Due time of the call' },
]

export const pickingFields: readonly ShownNumber[] = [
  {
    name: 'cartOrders',
    label: 'Orders on a picking cart',
    help: 'Of orders of a single piece more fit: they share a tote',
  },
  { name: 'cartTotes', label: 'Totes on a cart', help: '12 at most' },
  {
    name: 'toteLitres',
    label: 'Litres in a tote',
    help: 'A larger order takes several. 0: an order is one tote',
  },
  { name: 'cartKilograms', label: 'Kilograms on a cart', help: 'Heavier orders are fetched alone' },
  { name: 'cartLitres', label: 'Litres on a cart', help: 'By the sizes of the goods' },
  { name: 'pickersAtOnce', label: 'Pickers at once', help: 'For what can be done in time' },
  { name: 'walkMetresPerMinute', label: 'Metres walked in a minute', help: 'With a cart' },
  { name: 'secondsPerPiece', label: 'Seconds for a piece', help: 'To find, take and scan it' },
  {
    name: 'gatheringSlots',
    label: 'Slots to bring zones together',
    help: 'Places beside the bench, SLOT-01 and on',
  },
  {
    name: 'weightTolerancePercent',
    label: 'Weight may differ by percent',
    help: 'Past it, a parcel needs a word of the packer',
  },
  {
    name: 'weightToleranceGrams',
    label: 'Weight may differ by grams at least',
    help: 'For filling and tape',
  },
  {
    name: 'wavePieces',
    label: 'Pieces in a wave',
    help: '0: all that is ready is planned at once',
  },
]

const risks = [
  { value: 'hold', label: 'Hold the order' },
  { value: 'task', label: 'Work order, the order goes on' },
  { value: 'nothing', label: 'Nothing' },
]
export const choices: readonly {
  readonly name: 'riskHigh' | 'riskMedium' | 'duplicateStrictness'
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}[] = [
  { name: 'riskHigh', label: 'The store sees a high risk of fraud', options: risks },
  { name: 'riskMedium', label: 'The store sees a medium risk of fraud', options: risks },
  {
    name: 'duplicateStrictness',
    label: 'Hold orders that look like an earlier one',
    options: [
      { value: 'off', label: 'Never' },
      { value: 'loose', label: 'Only when nearly everything is the same' },
      { value: 'normal', label: 'When customer, address and goods agree' },
      { value: 'strict', label: 'Already when much is alike' },
    ],
  },
]

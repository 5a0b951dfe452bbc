import { Card, Checkbox, FormLayout, Select } from '@shopify/polaris'
import { type ShortRule, shopSettings } from '../../journey/settings.ts'
import { pickingFields, type SectionProps } from './fields.ts'
import { NumberGrid } from './setting-field.tsx'
import { WordsFields } from './words-fields.tsx'

const pickModes = [
  { value: 'cluster', label: 'Several orders on one cart' },
  { value: 'piece', label: 'Each order alone' },
  { value: 'zone', label: 'Zone by zone, totes are passed on' },
  { value: 'zones_at_once', label: 'All zones at once, brought together beside the bench' },
]
const shortChoices: readonly { readonly value: ShortRule; readonly label: string }[] = [
  { value: 'another_bin', label: 'Another bin, else the order waits for stock' },
  { value: 'another_place', label: 'Another bin, else another place sends the rest' },
  { value: 'split', label: 'Another bin, else what is there goes out and the rest follows' },
  {
    value: 'another_place_or_split',
    label: 'Another bin, else another place, else the rest follows',
  },
  { value: 'wait', label: 'Nothing else is tried: the order waits for stock' },
]

const words = [
  {
    name: 'urgentTags',
    label: 'Tags of orders that go first',
    help: 'With commas, such as VIP. Capitals do not matter',
  },
  {
    name: 'urgentServices',
    label: 'Words in the shipping service of orders that go first',
    help: 'With commas, such as express, overnight',
  },
  {
    name: 'keepApart',
    label: 'Product types that must not share a cart',
    help: 'Two with a stroke, more with commas: Food / Cleaning',
  },
] as const

/** What a cart holds and how orders are walked for. */
export const PickingCard = (section: SectionProps) => {
  const { values, wrong, onChange } = section
  return (
    <Card>
      <FormLayout>
        <Select
          label="How orders are walked for"
          name="pickMode"
          options={pickModes}
          value={values.pickMode}
          onChange={(mode) => {
            const pickMode = shopSettings.shape.pickMode.safeParse(mode)
            if (pickMode.success) onChange({ pickMode: pickMode.data })
          }}
        />
        <Select
          label="When a shelf is short"
          helpText="What goes to another place, or follows, is a shipment of its own with its own date; the store is told. Goods the customer collects wait."
          name="shortRule"
          options={[...shortChoices]}
          value={values.shortRule}
          onChange={(rule) => {
            const shortRule = shopSettings.shape.shortRule.safeParse(rule)
            if (shortRule.success) onChange({ shortRule: shortRule.data })
          }}
        />
        <Checkbox
          label="Orders of a single piece get carts of their own"
          name="singlesApart"
          value="on"
          checked={values.singlesApart}
          onChange={(on) => onChange({ singlesApart: on })}
        />
        <WordsFields
          fields={words}
          values={values}
          wrong={wrong}
          onChange={(name, typed) => onChange({ [name]: typed })}
        />
        <NumberGrid {...section} fields={pickingFields} />
      </FormLayout>
    </Card>
  )
}

import { BlockStack, Card, Checkbox, FormLayout, Text } from '@shopify/polaris'
import { WordsFields } from '../settings/words-fields.tsx'

export interface GiftSettings {
  readonly weighEvery: boolean
  readonly giftNames: readonly string[]
  readonly giftMarks: readonly string[]
  readonly giftTags: readonly string[]
  readonly giftFromNote: boolean
}

const words = [
  {
    name: 'giftNames',
    label: 'Names of attributes and properties with a text for a card',
    help: 'With commas. Capitals do not matter',
  },
  {
    name: 'giftMarks',
    label: 'Names of boxes that say it is a gift',
    help: 'With commas. “No” and “false” are no',
  },
  { name: 'giftTags', label: 'Tags of orders that are gifts', help: 'With commas' },
] as const

/** How gifts are known, and whether every parcel is weighed. */
export function GiftFields({
  values,
  wrong,
  change,
}: {
  readonly values: GiftSettings
  readonly wrong: Readonly<Record<string, string>>
  readonly change: (change: Partial<GiftSettings>) => void
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Gifts and weights
        </Text>
        <FormLayout>
          <WordsFields
            fields={words}
            values={values}
            wrong={wrong}
            onChange={(name, typed) => change({ [name]: typed })}
          />
          <Checkbox
            label="The note of a gift’s order is its text, where there is no other"
            name="giftFromNote"
            value="on"
            checked={values.giftFromNote}
            onChange={(giftFromNote) => change({ giftFromNote })}
          />
          <Checkbox
            label="Every parcel is weighed: an empty weight is asked for"
            name="weighEvery"
            value="on"
            checked={values.weighEvery}
            onChange={(weighEvery) => change({ weighEvery })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  )
}

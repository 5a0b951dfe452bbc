import { BlockStack, Checkbox, FormLayout, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { ItemFacts } from '../../journey/item-facts.ts'

type Wrong = Readonly<Record<string, string>>

/** Everything a shop may say about packing an item. */
export function ItemFactsFields({
  facts,
  wrong,
}: {
  readonly facts: ItemFacts
  readonly wrong: Wrong
}) {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({
    ...{ lengthMm: textOf(facts.lengthMm), widthMm: textOf(facts.widthMm) },
    ...{ heightMm: textOf(facts.heightMm), bearsGrams: textOf(facts.bearsGrams) },
    ...{ nestMm: facts.nestMm === 0 ? '' : String(facts.nestMm) },
    ...{ hazmatClass: facts.hazmatClass ?? '', packTogether: facts.packTogether ?? '' },
    packApart: facts.packApart ?? '',
  })
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({
    ...{ standsOnLength: facts.standsOnLength, standsOnWidth: facts.standsOnWidth },
    ...{ standsOnHeight: facts.standsOnHeight, shipsAlone: facts.shipsAlone },
    ownPackaging: facts.ownPackaging,
  })
  const text = (name: string, label: string, more: { suffix?: string; helpText?: string } = {}) => (
    <TextField
      label={label}
      name={name}
      autoComplete="off"
      value={texts[name] ?? ''}
      onChange={(value) => setTexts({ ...texts, [name]: value })}
      {...more}
      {...(wrong[name] ? { error: wrong[name] } : {})}
    />
  )
  const tick = (name: string, label: string, helpText?: string) => (
    <Checkbox
      label={label}
      name={name}
      value="on"
      checked={ticks[name] ?? false}
      onChange={(on) => setTicks({ ...ticks, [name]: on })}
      {...(helpText ? { helpText } : {})}
      {...(wrong[name] ? { error: wrong[name] } : {})}
    />
  )
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        {text('lengthMm', 'Length', { suffix: 'mm' })}
        {text('widthMm', 'Width', { suffix: 'mm' })}
        {text('heightMm', 'Height', { suffix: 'mm' })}
      </FormLayout.Group>
      <fieldset className="ow-fieldset">
        <legend>Which side may be upright</legend>
        <BlockStack gap="100" inlineAlign="start">
          {tick('standsOnHeight', 'The height: as it usually stands')}
          {tick('standsOnWidth', 'The width: laid on its side')}
          {tick('standsOnLength', 'The length: stood on its end')}
        </BlockStack>
      </fieldset>
      <FormLayout.Group>
        {text('bearsGrams', 'Weight that may lie on it', {
          suffix: 'g',
          helpText: 'Empty: as much as comes. 0: nothing, it is fragile',
        })}
        {text('nestMm', 'A further piece put into it adds', {
          suffix: 'mm',
          helpText: 'Of bowls, buckets, chairs. Empty: they do not go into each other',
        })}
      </FormLayout.Group>
      {tick('shipsAlone', 'It ships alone', 'Each piece in a carton of its own')}
      {tick('ownPackaging', 'It ships in its own packaging', 'It needs no carton')}
      <FormLayout.Group>
        {text('packTogether', 'Shares a carton with', {
          helpText: 'A word: all of an order with the same word go into one carton',
        })}
        {text('packApart', 'Kept apart as', {
          helpText: 'A word, such as food: things with different words never share a carton',
        })}
      </FormLayout.Group>
      {text('hazmatClass', 'Class of dangerous goods', {
        helpText: 'UN class, such as 3. Classes are never mixed, and never in a mailer',
      })}
    </FormLayout>
  )
}

const textOf = (value: number | null) => (value === null ? '' : String(value))

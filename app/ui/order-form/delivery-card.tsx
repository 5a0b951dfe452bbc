import {
  BlockStack,
  Card,
  FormLayout,
  InlineStack,
  RadioButton,
  Select,
  Text,
} from '@shopify/polaris'
import { showMoney } from '../../kernel/money.ts'
import type { OptionOffer } from './answers.ts'
import { fieldId, optionsFor } from './fields.ts'
import type { FormPart } from './form-part.ts'
import { TextInput } from './text-input.tsx'

interface DeliveryCardProps {
  readonly part: FormPart
  readonly options: readonly OptionOffer[]
  readonly countries: readonly { readonly code: string; readonly name: string }[]
  readonly regions: readonly { readonly code: string; readonly name: string }[]
  readonly digital: boolean
  readonly promise: string | null
}

/** How the goods reach the customer: where to, in which of the store's ways, and the day it is promised for. */
export function DeliveryCard({
  part,
  options,
  countries,
  regions,
  digital,
  promise,
}: DeliveryCardProps) {
  const { content, change } = part
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd">
            Delivery
          </Text>
          {!digital && (
            <fieldset className="ow-fieldset">
              <legend className="ow-unseen">How the goods reach the customer</legend>
              <InlineStack gap="300">
                {(['ship', 'collect'] as const).map((deliver) => (
                  <RadioButton
                    key={deliver}
                    id={`deliver-${deliver}`}
                    name="deliver"
                    label={deliver === 'ship' ? 'Sent' : 'Collected'}
                    checked={content.deliver === deliver}
                    onChange={() => change({ ...content, deliver, shipping: null })}
                  />
                ))}
              </InlineStack>
            </fieldset>
          )}
        </InlineStack>
        {digital && <Text as="p">Everything goes out by e-mail.</Text>}
        {!digital && content.deliver === 'ship' && (
          <AddressFields part={part} countries={countries} regions={regions} />
        )}
        {!digital && <Options part={part} options={optionsFor(content, options)} />}
        <p className="ow-promise" aria-live="polite">
          {promise ? `Ordered now, it is promised for ${promise}.` : ''}
        </p>
      </BlockStack>
    </Card>
  )
}

function AddressFields({
  part,
  countries,
  regions,
}: Pick<DeliveryCardProps, 'part' | 'countries' | 'regions'>) {
  const { content, change, problem, leave } = part
  const wrongCountry = problem('country')
  const wrongRegion = problem('region')
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextInput part={part} name="address1" label="Street and number" />
        <TextInput part={part} name="address2" label="Flat, floor (optional)" />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        <TextInput part={part} name="zip" label="Postcode" />
        <TextInput part={part} name="city" label="Town or city" />
      </FormLayout.Group>
      <FormLayout.Group>
        <Select
          id={fieldId('country')}
          label="Country"
          value={content.country}
          options={[
            { value: '', label: 'Please choose' },
            ...countries.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(country) => change({ ...content, country, region: '' })}
          onBlur={() => leave('country')}
          {...(wrongCountry ? { error: wrongCountry } : {})}
        />
        {regions.length > 0 ? (
          <Select
            id={fieldId('region')}
            label="State or region"
            value={content.region}
            options={[
              { value: '', label: 'Please choose' },
              ...regions.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(region) => change({ ...content, region })}
            onBlur={() => leave('region')}
            {...(wrongRegion ? { error: wrongRegion } : {})}
          />
        ) : null}
      </FormLayout.Group>
      <FormLayout.Group>
        <TextInput part={part} name="company" label="Company (optional)" />
        <TextInput part={part} name="recipient" label="Recipient, if somebody else (optional)" />
      </FormLayout.Group>
    </FormLayout>
  )
}

function Options({ part, options }: Pick<DeliveryCardProps, 'part' | 'options'>) {
  const { content, change, problem } = part
  const error = problem('shipping')
  return (
    <fieldset className="ow-fieldset" aria-describedby={error ? 'shipping-problem' : undefined}>
      <legend>Delivery option</legend>
      {options.length === 0 ? (
        <Text as="p" tone="subdued">
          {content.lines.length === 0
            ? 'Shown once there are articles.'
            : content.deliver === 'collect'
              ? 'The store offers no place to collect these.'
              : 'The store offers none to this address yet.'}
        </Text>
      ) : (
        <BlockStack gap="100">
          {options.map((option, at) => (
            <RadioButton
              key={option.handle}
              id={at === 0 ? fieldId('shipping') : `shipping-${at}`}
              name="shipping"
              label={`${option.title}, ${showMoney({ minor: BigInt(option.priceMinor), currency: option.currency })}`}
              checked={content.shipping?.handle === option.handle}
              onChange={() => {
                const { handle, title, priceMinor, currency } = option
                change({ ...content, shipping: { handle, title, priceMinor, currency } })
              }}
            />
          ))}
        </BlockStack>
      )}
      {error && (
        <p id="shipping-problem" className="ow-problem">
          {error}
        </p>
      )}
    </fieldset>
  )
}

import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  RadioButton,
  Text,
} from '@shopify/polaris'
import { typedChannels } from '../../journey/order-form.ts'
import { howMany } from '../../kernel/how-many.ts'
import type { CustomerOffer, CustomersAnswer } from './answers.ts'
import { lookUp } from './ask-app.ts'
import { goTo, withCustomer } from './fields.ts'
import type { FormPart } from './form-part.ts'
import { TextInput } from './text-input.tsx'
import { type Found, Typeahead } from './typeahead.tsx'

const channelWords = { phone: 'By phone', mail: 'By mail', counter: 'At the counter' } as const

async function findCustomers(typed: string): Promise<Found<CustomerOffer>> {
  const answer = await lookUp<CustomersAnswer>({ customers: typed })
  if (answer.kind === 'customers') return { kind: 'offers', offers: answer.offers }
  return {
    kind: 'silent',
    words: answer.kind === 'unreachable' ? 'No connection to the app' : answer.words,
  }
}

/** Who orders, and how they came: found by a few letters or the number they call from, or new. */
export function CustomerCard({ part }: { readonly part: FormPart }) {
  const { content, change, leave } = part
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd">
            Customer
          </Text>
          <fieldset className="ow-fieldset">
            <legend className="ow-unseen">How the order came</legend>
            <InlineStack gap="300">
              {typedChannels.map((channel) => (
                <RadioButton
                  key={channel}
                  id={`channel-${channel}`}
                  name="channel"
                  label={channelWords[channel]}
                  checked={content.channel === channel}
                  onChange={() => change({ ...content, channel })}
                />
              ))}
            </InlineStack>
          </fieldset>
        </InlineStack>
        <Typeahead
          name="customer"
          label="Find a customer"
          placeholder="Name, e-mail, company or phone number"
          search={findCustomers}
          keyOf={({ gid }) => gid}
          show={(offer) => <CustomerLine offer={offer} />}
          onPick={(offer) => {
            change(withCustomer(content, offer))
            for (const field of ['email', 'phone', 'lastName', 'address1', 'city', 'zip'])
              leave(field)
            goTo('products')
          }}
          onPass={() => goTo('firstName')}
          nothing="Nobody found: type in a new customer below"
        />
        {content.customerGid !== null && (
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" tone="subdued">
              A customer of the store. Changes below are for this order only.
            </Text>
            <Button variant="plain" onClick={() => change({ ...content, customerGid: null })}>
              It is somebody else
            </Button>
          </InlineStack>
        )}
        <FormLayout>
          <FormLayout.Group condensed>
            <TextInput part={part} name="firstName" label="First name" />
            <TextInput part={part} name="lastName" label="Last name" />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextInput part={part} name="email" label="E-mail" type="email" />
            <TextInput part={part} name="phone" label="Phone" type="tel" />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  )
}

function CustomerLine({ offer }: { readonly offer: CustomerOffer }) {
  const name = [offer.firstName, offer.lastName].join(' ').trim() || offer.company || offer.email
  const place = [offer.zip, offer.city, offer.country].filter(Boolean).join(' ')
  return (
    <>
      <span className="ow-offer-main">
        <bdi>{name}</bdi>
        <small>{howMany(offer.orders, 'order')}</small>
      </span>
      <small>
        <bdi>{[offer.email, offer.phone, place].filter(Boolean).join(' · ')}</bdi>
      </small>
    </>
  )
}

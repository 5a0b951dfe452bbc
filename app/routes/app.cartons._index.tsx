import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { BlockStack, Card, Layout, Page, Text } from '@shopify/polaris'
import { changeSettings, currentSettings } from '../journey/change-settings.server.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import { decimalOf } from '../kernel/money.ts'
import {
  readCartonPage,
  readChoices,
  retireCarton,
  retireRateCard,
  saveCarton,
  saveRateCard,
} from '../stages/pack/index.server.ts'
import { surchargesText, zonesText } from '../stages/pack/index.ts'
import {
  cardRows,
  cartonRows,
  cartonValues,
  newCard,
  newCarton,
  type ShownCard,
  type ShownCarton,
} from '../ui/cartons/carton-fields.ts'
import { ChoicesCard } from '../ui/cartons/choices-card.tsx'
import { Entry } from '../ui/cartons/entries.tsx'
import { type EntryField, EntryForm } from '../ui/cartons/entry-form.tsx'
import { PageError } from '../ui/page-error.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.see')
  const open = services()
  const { currency, cartons, cards, ...unmeasured } = await readCartonPage(open, shop)
  const amount = (minor: number) => decimalOf({ minor: BigInt(minor), currency })
  const { packFor, voidFillGramsPerLitre, voidFillMinorPerLitre } = await currentSettings(
    open,
    shop,
  )
  const choices = await readChoices(open, shop)
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  return {
    ...unmeasured,
    currency,
    cartons: cartons.map(
      ({ costMinor, maxVolume, ...one }): ShownCarton => ({
        ...one,
        maxVolumeMl: maxVolume === null ? null : maxVolume / 1000,
        cost: amount(costMinor),
      }),
    ),
    cards: cards.map(
      (one): ShownCard => ({
        ...{ id: one.id, carrier: one.carrier, service: one.service },
        values: {
          ...{ carrier: one.carrier, service: one.service, divisor: String(one.divisor ?? '') },
          ...{ roundUpGrams: String(one.roundUpGrams), maxGrams: String(one.maxGrams) },
          ...{ maxLengthMm: String(one.maxLength ?? ''), maxGirthMm: String(one.maxGirth ?? '') },
          ...{ hazmat: one.hazmat.join(', '), zones: zonesText(one.zones, amount) },
          surcharges: surchargesText(one.surcharges, amount),
        },
      }),
    ),
    wish: {
      packFor,
      voidFillGramsPerLitre: String(voidFillGramsPerLitre),
      voidFillMinorPerLitre: String(voidFillMinorPerLitre),
    },
    choices: {
      ...choices,
      different: choices.different.map(({ at, by, ...one }) => ({
        ...one,
        by: names.get(by) ?? 'Somebody',
        day: at.toISOString().slice(0, 10),
      })),
    },
  }
}

interface Answer {
  readonly ok: boolean
  readonly words: string
  readonly fields: Readonly<Record<string, string>>
}
const done = (words: string): Answer => ({ ok: true, words, fields: {} })
const wrong = (words: string, fields: Answer['fields'] = {}): Answer => ({
  ok: false,
  words,
  fields,
})
const lookAtFields = 'Nothing was saved: look at the fields that are marked'

/** Keeps cartons, rate cards and what cartons are chosen for. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.change')
  const form = Object.fromEntries(await readForm(request))
  const answer = await carryOut(shop, form)
  return data(answer, { status: answer.ok ? 200 : 409 })
}

async function carryOut(shop: ShopId, form: Record<string, unknown>): Promise<Answer> {
  const open = services()
  const raw = String(form['id'] ?? '')
  const id = isUuid(raw) ? raw : null
  switch (form['intent']) {
    case 'carton': {
      const answer = await saveCarton(open, shop, { id, form })
      return answer.ok
        ? done(`Saved: ${answer.value.name}`)
        : wrong(lookAtFields, answer.refusal.fields)
    }
    case 'retire_carton': {
      const answer = await retireCarton(open, shop, id ?? '')
      return answer.ok
        ? done('No longer used')
        : wrong('It is the last carton: add another one first')
    }
    case 'card': {
      const answer = await saveRateCard(open, shop, { id, form })
      return answer.ok ? done('Saved') : wrong(lookAtFields, answer.refusal.fields)
    }
    case 'retire_card': {
      if (id) await retireRateCard(open, shop, id)
      return done('No longer used')
    }
    case 'wish': {
      const whole = (name: string) => Number(form[name] === '' ? Number.NaN : form[name])
      const answer = await changeSettings(open, shop, {
        ...(await currentSettings(open, shop)),
        packFor: form['packFor'],
        voidFillGramsPerLitre: whole('voidFillGramsPerLitre'),
        voidFillMinorPerLitre: whole('voidFillMinorPerLitre'),
      })
      return answer.ok ? done('Saved') : wrong(lookAtFields, answer.refusal.fields)
    }
    default:
      return wrong('This form is not known: load the page again')
  }
}

const wishRows: readonly (readonly EntryField[])[] = [
  [
    {
      name: 'packFor',
      label: 'Cartons are chosen for',
      options: [
        { label: 'Fewest boxes, then the smallest', value: 'boxes' },
        { label: 'Least room', value: 'volume' },
        { label: 'Least cost of carton and carriage', value: 'cost' },
      ],
      help: 'Carriage is priced by the rate cards below, with a service that keeps the promised day',
    },
  ],
  [
    { name: 'voidFillGramsPerLitre', label: 'Filling weighs', suffix: 'g/l' },
    {
      name: 'voidFillMinorPerLitre',
      label: 'Filling costs',
      help: 'In the smallest coin, for each litre that stays empty',
    },
  ],
]

const sizeWords = ({ kind, inner, maxGrams, stock }: ShownCarton) =>
  [
    `${kind === 'mailer' ? 'Mailer, ' : ''}${inner.join(' × ')} mm inside`,
    `up to ${maxGrams / 1000} kg`,
    ...(stock === null ? [] : [`${stock} on hand`]),
  ].join(', ')

/** Cartons and mailers, what they cost to send, and what packers make of the suggestions. */
export default function Cartons() {
  const page = useLoaderData<typeof loader>()
  return (
    <Page title="Cartons">
      <BlockStack gap="400">
        <Layout>
          <Layout.AnnotatedSection
            title="What matters"
            description="How cartons are suggested at the packing bench."
          >
            <Card>
              <EntryForm intent="wish" id={null} rows={wishRows} values={page.wish} save="Save" />
            </Card>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            title="Cartons and mailers"
            description="Sizes inside decide what goes in, sizes outside what the carrier charges."
          >
            <BlockStack gap="300">
              {page.cartons.map((one) => (
                <Entry key={one.id} title={one.name} words={sizeWords(one)}>
                  <EntryForm
                    intent="carton"
                    id={one.id}
                    rows={cartonRows(page.currency)}
                    values={cartonValues(one)}
                    retire="retire_carton"
                    save="Save"
                  />
                </Entry>
              ))}
              <Entry title="Another one" words="Add a carton or a mailer">
                <EntryForm
                  intent="carton"
                  id={null}
                  rows={cartonRows(page.currency)}
                  values={newCarton}
                  save="Add"
                />
              </Entry>
            </BlockStack>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            title="Rate cards"
            description={`What each service costs, in ${page.currency}. Used to choose the cheapest carton and service.`}
          >
            <BlockStack gap="300">
              {page.cards.map((one) => (
                <Entry
                  key={one.id}
                  title={`${one.carrier} ${one.service}`}
                  words={one.values['zones']?.split('\n')[0] ?? ''}
                >
                  <EntryForm
                    intent="card"
                    id={one.id}
                    rows={cardRows}
                    values={one.values}
                    retire="retire_card"
                    save="Save"
                  />
                </Entry>
              ))}
              <Entry title="Another service" words="Add a rate card">
                <EntryForm intent="card" id={null} rows={cardRows} values={newCard} save="Add" />
              </Entry>
            </BlockStack>
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            title="Suggested and taken"
            description="Where packers take other cartons three times in a row for the same contents, theirs is suggested from then on."
          >
            <ChoicesCard choices={page.choices} />
          </Layout.AnnotatedSection>
          <Layout.AnnotatedSection
            title="Items without a size"
            description="The bench asks for a size the first time such an item is packed."
          >
            <Card>
              <BlockStack gap="200">
                <Text as="p">
                  {page.unmeasuredInAll === 0
                    ? 'Every item has a size.'
                    : `${page.unmeasuredInAll} items have no size yet.`}
                </Text>
                {page.unmeasured.map((one) => (
                  <Link key={one.id} to={`/app/cartons/${one.id}`}>
                    <bdi className="ow-wrap">{one.title}</bdi>
                  </Link>
                ))}
              </BlockStack>
            </Card>
          </Layout.AnnotatedSection>
        </Layout>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError

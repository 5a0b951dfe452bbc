import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineGrid,
  InlineStack,
  Layout,
  Page,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { changeSettings, currentSettings } from '../journey/change-settings.server.ts'
import { paymentStatuses, type ShopSettings, shopSettings } from '../journey/settings.ts'
import { PageError } from '../ui/page-error.tsx'
import { DetailsCard } from '../ui/settings/details-card.tsx'
import { WordsField } from '../ui/settings/words-field.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.see')
  return { settings: await currentSettings(services(), shop) }
}

/** Settings as the form sends them: every field, lists with commas. */
function settingsOf(form: FormData): Record<string, unknown> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const number = (name: string) => (text(name) === '' ? Number.NaN : Number(text(name)))
  const list = (name: string) =>
    text(name)
      .split(/[\s,]+/)
      .filter(Boolean)
  const words = (name: string) =>
    text(name)
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  return {
    confirmationRequired: form.get('confirmationRequired') === 'on',
    contactNeeded: form.get('contactNeeded') === 'on' ? 'email_or_phone' : 'email',
    doubtfulDetails: text('doubtfulDetails'),
    remindAfterHours: list('remindAfterHours').map(Number),
    correctionTeam: text('correctionTeam'),
    paymentHolds: form.getAll('paymentHolds').map(String),
    ...Object.fromEntries(choices.map(({ name }) => [name, text(name)])),
    cutOff: text('cutOff'),
    workingDays: form.getAll('workingDays').map(Number),
    pickMode: text('pickMode'),
    singlesApart: form.get('singlesApart') === 'on',
    keepApart: words('keepApart'),
    urgentTags: words('urgentTags'),
    urgentServices: words('urgentServices'),
    holidaysOf: text('holidaysOf'),
    partnerCountries: list('partnerCountries').map((code) => code.toUpperCase()),
    contactName: text('contactName'),
    contactEmail: text('contactEmail'),
    contactPhone: text('contactPhone'),
    ...Object.fromEntries(numberFields.map(({ name }) => [name, number(name)])),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.change')
  const form = await request.formData()
  const open = services()
  const answer = await changeSettings(open, shop, {
    ...(await currentSettings(open, shop)),
    ...settingsOf(form),
  })
  return answer.ok ? { kind: 'saved' as const } : data(answer.refusal, { status: 409 })
}

type Choice = 'riskHigh' | 'riskMedium' | 'duplicateStrictness'
const risks = [
  { value: 'hold', label: 'Hold the order' },
  { value: 'task', label: 'Work order, the order goes on' },
  { value: 'nothing', label: 'Nothing' },
]
const choices: readonly {
  readonly name: Choice
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

type NumberField = {
  readonly [Key in keyof ShopSettings]: ShopSettings[Key] extends number ? Key : never
}[keyof ShopSettings]

const numberFields: readonly {
  readonly name: NumberField
  readonly label: string
  readonly help: string
}[] = [
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
    help: 'Places beside the bench, C-01 and on',
  },
  {
    name: 'wavePieces',
    label: 'Pieces in a wave',
    help: '0: all that is ready is planned at once',
  },
  { name: 'confirmWithinHours', label: 'Hours to confirm', help: 'Then a call task opens' },
  {
    name: 'correctWithinHours',
    label: 'Hours to complete details',
    help: 'Then a call task opens',
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
const pickingFields: ReadonlySet<string> = new Set([
  'cartOrders',
  'cartTotes',
  'toteLitres',
  'cartKilograms',
  'cartLitres',
  'pickersAtOnce',
  'walkMetresPerMinute',
  'secondsPerPiece',
  'wavePieces',
  'gatheringSlots',
])
const pickModes = [
  { value: 'cluster', label: 'Several orders on one cart' },
  { value: 'piece', label: 'Each order alone' },
  { value: 'zone', label: 'Zone by zone, totes are passed on' },
  { value: 'zones_at_once', label: 'All zones at once, brought together beside the bench' },
]
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** How the shop wants its orders carried. */
export default function Settings() {
  const { settings } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const [values, setValues] = useState(settings)
  useEffect(() => setValues(settings), [settings])
  const wrong: Readonly<Record<string, string>> =
    answer && answer.kind === 'bad_settings' ? answer.fields : {}
  const field = (
    name: NumberField | 'cutOff' | 'holidaysOf' | 'contactName' | 'contactEmail' | 'contactPhone',
    label: string,
    help?: string,
  ) => (
    <TextField
      key={name}
      label={label}
      name={name}
      value={String(values[name])}
      onChange={(value) => setValues({ ...values, [name]: value })}
      autoComplete="off"
      {...(help ? { helpText: help } : {})}
      {...(wrong[name] ? { error: wrong[name] } : {})}
      {...(typeof settings[name] === 'number' ? { inputMode: 'numeric' as const } : {})}
    />
  )
  return (
    <Page title="Settings">
      <BlockStack gap="400">
        {answer?.kind === 'saved' && (
          <Banner tone="success" title="Saved. It holds from the next decision on." />
        )}
        {answer?.kind === 'bad_settings' && (
          <Banner tone="critical" title="Nothing was saved: look at the fields marked below." />
        )}
        <Form method="post">
          <Layout>
            <Layout.AnnotatedSection
              title="Before work starts"
              description="What an order must have, and whether work waits for the customer's yes."
            >
              <Card>
                <FormLayout>
                  <Checkbox
                    label="The customer must confirm before work starts"
                    name="confirmationRequired"
                    value="on"
                    checked={values.confirmationRequired}
                    onChange={(on) => setValues({ ...values, confirmationRequired: on })}
                  />
                  <Checkbox
                    label="A phone number is enough to reach the customer of a parcel"
                    helpText="Else an order without an e-mail address is held until there is one"
                    name="contactNeeded"
                    value="on"
                    checked={values.contactNeeded === 'email_or_phone'}
                    onChange={(on) =>
                      setValues({ ...values, contactNeeded: on ? 'email_or_phone' : 'email' })
                    }
                  />
                </FormLayout>
              </Card>
            </Layout.AnnotatedSection>
            <Layout.AnnotatedSection
              title="Missing details"
              description="What happens while a customer is asked for something."
            >
              <DetailsCard
                values={values}
                wrong={wrong}
                onChange={(change) =>
                  setValues({
                    ...values,
                    ...change,
                    remindAfterHours: [...(change.remindAfterHours ?? values.remindAfterHours)],
                  })
                }
              />
            </Layout.AnnotatedSection>
            <Layout.AnnotatedSection
              title="Holds"
              description="What stops an order until a person decides. Each is released on the order’s page."
            >
              <Card>
                <FormLayout>
                  <fieldset className="ow-fieldset">
                    <legend>Hold while the payment is</legend>
                    <InlineStack gap="300">
                      {paymentStatuses.map((status) => (
                        <Checkbox
                          key={status}
                          label={status.replaceAll('_', ' ')}
                          name="paymentHolds"
                          value={status}
                          checked={values.paymentHolds.includes(status)}
                          onChange={(on) =>
                            setValues({
                              ...values,
                              paymentHolds: paymentStatuses.filter((one) =>
                                one === status ? on : values.paymentHolds.includes(one),
                              ),
                            })
                          }
                        />
                      ))}
                    </InlineStack>
                  </fieldset>
                  {choices.map(({ name, label, options }) => (
                    <Select
                      key={name}
                      label={label}
                      name={name}
                      options={[...options]}
                      value={values[name]}
                      onChange={(value) => setValues({ ...values, [name]: value })}
                    />
                  ))}
                </FormLayout>
              </Card>
            </Layout.AnnotatedSection>
            <Layout.AnnotatedSection
              title="Dates"
              description="From these the promise date and every department's due date are worked out, in the shop's own time zone."
            >
              <Card>
                <FormLayout>
                  {field(
                    'cutOff',
                    'Cut-off',
                    'Orders placed before this time leave the same working day, such as 14:00',
                  )}
                  <fieldset className="ow-fieldset">
                    <legend>Working days</legend>
                    <InlineStack gap="300">
                      {weekdays.map((day, at) => (
                        <Checkbox
                          key={day}
                          label={day}
                          name="workingDays"
                          value={String(at + 1)}
                          checked={values.workingDays.includes(at + 1)}
                          onChange={(on) =>
                            setValues({
                              ...values,
                              workingDays: on
                                ? [...values.workingDays, at + 1].sort()
                                : values.workingDays.filter((one) => one !== at + 1),
                            })
                          }
                        />
                      ))}
                    </InlineStack>
                    {wrong['workingDays'] && (
                      <Text as="p" tone="critical">
                        Choose at least one working day.
                      </Text>
                    )}
                  </fieldset>
                  {field(
                    'holidaysOf',
                    'Public holidays of',
                    'Country, and region if it has its own: DE, or DE-BY. Empty: none',
                  )}
                  <TextField
                    label="Countries a partner ships to"
                    name="partnerCountries"
                    value={values.partnerCountries.join(', ')}
                    onChange={(value) =>
                      setValues({ ...values, partnerCountries: value.split(/,\s*/) })
                    }
                    autoComplete="off"
                    helpText="Codes with commas, such as US, CA"
                    {...(wrong['partnerCountries'] ? { error: wrong['partnerCountries'] } : {})}
                  />
                </FormLayout>
              </Card>
            </Layout.AnnotatedSection>
            <Layout.AnnotatedSection
              title="Times"
              description="How long each step may take before somebody is told."
            >
              <Card>
                <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
                  {numberFields
                    .filter(({ name }) => !pickingFields.has(name))
                    .map(({ name, label, help }) => field(name, label, help))}
                </InlineGrid>
              </Card>
            </Layout.AnnotatedSection>
            <Layout.AnnotatedSection
              title="Picking"
              description="What a cart holds and how orders are walked for: tours are planned by it."
            >
              <Card>
                <FormLayout>
                  <Select
                    label="How orders are walked for"
                    name="pickMode"
                    options={pickModes}
                    value={values.pickMode}
                    onChange={(mode) => {
                      const pickMode = shopSettings.shape.pickMode.safeParse(mode)
                      if (pickMode.success) setValues({ ...values, pickMode: pickMode.data })
                    }}
                  />
                  <Checkbox
                    label="Orders of a single piece get carts of their own"
                    name="singlesApart"
                    value="on"
                    checked={values.singlesApart}
                    onChange={(on) => setValues({ ...values, singlesApart: on })}
                  />
                  <WordsField
                    name="urgentTags"
                    label="Tags of orders that go first"
                    help="With commas, such as VIP. Capitals do not matter"
                    values={values.urgentTags}
                    wrong={wrong}
                    onChange={(urgentTags) => setValues({ ...values, urgentTags })}
                  />
                  <WordsField
                    name="urgentServices"
                    label="Words in the shipping service of orders that go first"
                    help="With commas, such as express, overnight"
                    values={values.urgentServices}
                    wrong={wrong}
                    onChange={(urgentServices) => setValues({ ...values, urgentServices })}
                  />
                  <WordsField
                    name="keepApart"
                    label="Product types that must not share a cart"
                    help="Two with a stroke, more with commas: Food / Cleaning"
                    values={values.keepApart}
                    wrong={wrong}
                    onChange={(keepApart) => setValues({ ...values, keepApart })}
                  />
                  <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
                    {numberFields
                      .filter(({ name }) => pickingFields.has(name))
                      .map(({ name, label, help }) => field(name, label, help))}
                  </InlineGrid>
                </FormLayout>
              </Card>
            </Layout.AnnotatedSection>
            <Layout.AnnotatedSection
              title="Whom to contact"
              description="Stands in every mail to customers."
            >
              <Card>
                <FormLayout>
                  {field('contactName', 'Name')}
                  {field('contactEmail', 'E-mail')}
                  {field('contactPhone', 'Phone')}
                </FormLayout>
              </Card>
            </Layout.AnnotatedSection>
          </Layout>
          <div className="ow-form-end">
            <Button submit variant="primary" loading={busy}>
              Save
            </Button>
          </div>
        </Form>
        <div className="ow-edge">
          <Text as="p" tone="subdued" variant="bodySm">
            Address rules contain data from Google’s libaddressinput (CC BY 4.0).
          </Text>
        </div>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError

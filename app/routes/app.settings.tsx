import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, FormLayout, Layout, Page, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { changeSettings, currentSettings } from '../journey/change-settings.server.ts'
import { PageError } from '../ui/page-error.tsx'
import { DatesCard } from '../ui/settings/dates-card.tsx'
import { DetailsCard } from '../ui/settings/details-card.tsx'
import { type SectionProps, type TypedSettings, timeFields } from '../ui/settings/fields.ts'
import { HoldsCard } from '../ui/settings/holds-card.tsx'
import { PickingCard } from '../ui/settings/picking-card.tsx'
import { settingsOf } from '../ui/settings/read-form.ts'
import { NumberGrid, SettingField } from '../ui/settings/setting-field.tsx'
import { StartCard } from '../ui/settings/start-card.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.see')
  return { settings: await currentSettings(services(), shop) }
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.change')
  const form = await readForm(request)
  const open = services()
  const answer = await changeSettings(open, shop, {
    ...(await currentSettings(open, shop)),
    ...settingsOf(form),
  })
  return answer.ok ? { kind: 'saved' as const } : data(answer.refusal, { status: 409 })
}

const sections: readonly {
  readonly title: string
  readonly description: string
  readonly Body: (section: SectionProps) => React.ReactNode
}[] = [
  {
    title: 'Before work starts',
    description: "What an order must have, and whether work waits for the customer's yes.",
    Body: StartCard,
  },
  {
    title: 'Missing details',
    description: 'What happens while a customer is asked for something.',
    Body: DetailsCard,
  },
  {
    title: 'Holds',
    description:
      'What stops an order until a person decides. Each is released on the order’s page.',
    Body: HoldsCard,
  },
  {
    title: 'Dates',
    description:
      "From these the promise date and every department's due date are worked out, in the shop's own time zone.",
    Body: DatesCard,
  },
  {
    title: 'Times',
    description: 'How long each step may take before somebody is told.',
    Body: (section) => (
      <Card>
        <NumberGrid {...section} fields={timeFields} />
      </Card>
    ),
  },
  {
    title: 'Picking',
    description: 'What a cart holds and how orders are walked for: tours are planned by it.',
    Body: PickingCard,
  },
  {
    title: 'Whom to contact',
    description: 'Stands in every mail to customers.',
    Body: (section) => (
      <Card>
        <FormLayout>
          <SettingField {...section} name="contactName" label="Name" />
          <SettingField {...section} name="contactEmail" label="E-mail" />
          <SettingField {...section} name="contactPhone" label="Phone" />
        </FormLayout>
      </Card>
    ),
  },
]

/** How the shop wants its orders carried. */
export default function Settings() {
  const { settings } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const [values, setValues] = useState<TypedSettings>(settings)
  useEffect(() => setValues(settings), [settings])
  const wrong: Readonly<Record<string, string>> =
    answer && answer.kind === 'bad_settings' ? answer.fields : {}
  const onChange = (change: Partial<TypedSettings>) =>
    setValues((before) => ({ ...before, ...change }))
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
            {sections.map(({ title, description, Body }) => (
              <Layout.AnnotatedSection key={title} title={title} description={description}>
                <Body values={values} wrong={wrong} onChange={onChange} />
              </Layout.AnnotatedSection>
            ))}
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

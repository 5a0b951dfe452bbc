import { Form, useNavigation } from '@remix-run/react'
import { Button, Card, Checkbox, FormLayout, Layout, Select, TextField } from '@shopify/polaris'
import { useState } from 'react'

export interface PartnerFields {
  readonly name: string
  readonly contactEmail: string
  readonly providerKey: string
  readonly endpointUrl: string
  readonly answerWithinMin: number
  readonly active: boolean
  readonly locationId: string | null
}
export interface PlaceOption {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly partnerName: string | null
}

const placeLabel = ({ name, kind, partnerName }: PlaceOption, partner: string) =>
  [
    name,
    kind === 'own' ? 'own' : '',
    partnerName && partnerName !== partner ? `now ${partnerName}` : '',
  ]
    .filter(Boolean)
    .join(', ')

/** How a partner is reached and where it works. */
export function PartnerFormCards({
  form,
  places,
  problems,
}: {
  readonly form: PartnerFields
  readonly places: readonly PlaceOption[]
  readonly problems: Readonly<Record<string, string | undefined>>
}) {
  const [values, setValues] = useState({
    ...form,
    answerWithinMin: String(form.answerWithinMin),
    locationId: form.locationId ?? '',
  })
  const busy = useNavigation().state !== 'idle'
  const field = (
    name: 'name' | 'contactEmail' | 'endpointUrl' | 'answerWithinMin',
    label: string,
    help?: string,
  ) => {
    const problem = problems[name]
    return (
      <TextField
        label={label}
        name={name}
        value={values[name]}
        onChange={(value) => setValues({ ...values, [name]: value })}
        autoComplete="off"
        {...(help ? { helpText: help } : {})}
        {...(problem ? { error: problem } : {})}
        {...(name === 'answerWithinMin' ? { inputMode: 'numeric' as const } : {})}
      />
    )
  }
  return (
    <Layout.AnnotatedSection
      title="How it works with you"
      description="A partner without a system of its own works in the portal and is told by mail. One with a system gets signed messages and answers by the API."
    >
      <Card>
        <Form method="post">
          <input type="hidden" name="intent" value="save" />
          <FormLayout>
            {field('name', 'Name')}
            <Select
              label="It works"
              name="providerKey"
              options={[
                { value: 'portal', label: 'in the portal' },
                { value: 'signed_api', label: 'with its own system (signed messages and API)' },
              ]}
              value={values.providerKey}
              onChange={(providerKey) => setValues({ ...values, providerKey })}
            />
            {field('contactEmail', 'E-mail for requests')}
            {values.providerKey !== 'portal' &&
              field(
                'endpointUrl',
                'Address for messages',
                'https://…, reachable from the internet',
              )}
            <Select
              label="Place of the store it ships from"
              name="locationId"
              options={[
                { value: '', label: 'None' },
                ...places.map((place) => ({
                  value: place.id,
                  label: placeLabel(place, form.name),
                })),
              ]}
              value={values.locationId}
              onChange={(locationId) => setValues({ ...values, locationId })}
              helpText="Orders that the store gives to this place go to the partner"
            />
            {field(
              'answerWithinMin',
              'Minutes to answer a request',
              'Later than that it is overdue on the board. 240 is what Shopify asks of partners',
            )}
            <Checkbox
              label="Active"
              name="active"
              value="on"
              checked={values.active}
              onChange={(active) => setValues({ ...values, active })}
            />
            <Button submit variant="primary" loading={busy}>
              Save
            </Button>
          </FormLayout>
        </Form>
      </Card>
    </Layout.AnnotatedSection>
  )
}

import { Card, Checkbox, FormLayout } from '@shopify/polaris'
import type { SectionProps } from './fields.ts'

/** What an order must have before work starts. */
export const StartCard = ({ values, onChange }: SectionProps) => (
  <Card>
    <FormLayout>
      <Checkbox
        label="The customer must confirm before work starts"
        helpText="Until then the order is held in the store too"
        name="confirmationRequired"
        value="on"
        checked={values.confirmationRequired}
        onChange={(on) => onChange({ confirmationRequired: on })}
      />
      <Checkbox
        label="A phone number is enough to reach the customer of a parcel"
        helpText="Else an order without an e-mail address is held until there is one"
        name="contactNeeded"
        value="on"
        checked={values.contactNeeded === 'email_or_phone'}
        onChange={(on) => onChange({ contactNeeded: on ? 'email_or_phone' : 'email' })}
      />
    </FormLayout>
  </Card>
)

import { Card, FormLayout, Select, TextField } from '@shopify/polaris'
import type { SectionProps } from './fields.ts'

const hours = (text: string): number[] =>
  text.split(',').map((one) => (one.trim() ? Number(one) : Number.NaN))

/** What happens while details of an order are missing or look wrong. */
export const DetailsCard = ({ values, wrong, onChange }: SectionProps) => (
  <Card>
    <FormLayout>
      <Select
        label="Details that may be right and look wrong"
        name="doubtfulDetails"
        options={[
          { value: 'office', label: 'The order goes on and the office looks at them' },
          { value: 'hold', label: 'The order waits until the customer or the office says so' },
        ]}
        value={values.doubtfulDetails}
        onChange={(value) => onChange({ doubtfulDetails: value === 'hold' ? 'hold' : 'office' })}
        helpText="Such as gmial.com, a postcode of another state, a street without a number"
      />
      <TextField
        label="Remind a customer after hours"
        name="remindAfterHours"
        value={values.remindAfterHours.map((one) => (Number.isNaN(one) ? '' : one)).join(', ')}
        onChange={(value) => onChange({ remindAfterHours: hours(value) })}
        autoComplete="off"
        helpText="Counted from the first letter, several with commas; empty: never"
        {...(wrong['remindAfterHours'] ? { error: wrong['remindAfterHours'] } : {})}
      />
      <Select
        label="Who calls when time is up"
        name="correctionTeam"
        options={[
          { value: 'office', label: 'Office' },
          { value: 'care', label: 'Care' },
        ]}
        value={values.correctionTeam}
        onChange={(value) => onChange({ correctionTeam: value === 'care' ? 'care' : 'office' })}
      />
    </FormLayout>
  </Card>
)

import { Card, Checkbox, FormLayout, InlineStack, Select } from '@shopify/polaris'
import { paymentStatuses } from '../../journey/settings.ts'
import { choices, type SectionProps } from './fields.ts'
import { SettingField } from './setting-field.tsx'

/** What stops an order until a person decides, or its cause is gone. */
export const HoldsCard = ({ values, wrong, onChange }: SectionProps) => (
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
                onChange({
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
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      <SettingField
        {...{ values, wrong, onChange }}
        name="stockHoldAfterHours"
        label="Hold an order that waits for stock after hours"
        help="When nothing of it can go; released by itself once the goods are there. 0: at once, empty: never"
      />
    </FormLayout>
  </Card>
)

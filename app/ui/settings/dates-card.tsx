import { Card, Checkbox, FormLayout, InlineStack, Text, TextField } from '@shopify/polaris'
import type { SectionProps } from './fields.ts'
import { SettingField } from './setting-field.tsx'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** From these the promise date and every department's due date are worked out. */
export const DatesCard = (section: SectionProps) => {
  const { values, wrong, onChange } = section
  return (
    <Card>
      <FormLayout>
        <SettingField
          {...section}
          name="cutOff"
          label="Cut-off"
          help="Orders placed before this time leave the same working day, such as 14:00"
        />
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
                  onChange({
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
        <SettingField
          {...section}
          name="holidaysOf"
          label="Public holidays of"
          help="Country, and region if it has its own: DE, or DE-BY. Empty: none"
        />
        <TextField
          label="Countries a partner ships to"
          name="partnerCountries"
          value={values.partnerCountries.join(', ')}
          onChange={(value) => onChange({ partnerCountries: value.split(/,\s*/) })}
          autoComplete="off"
          helpText="Codes with commas, such as US, CA"
          {...(wrong['partnerCountries'] ? { error: wrong['partnerCountries'] } : {})}
        />
      </FormLayout>
    </Card>
  )
}

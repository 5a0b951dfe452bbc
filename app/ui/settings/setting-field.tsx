import { InlineGrid, TextField } from '@shopify/polaris'
import type { NumberField, SectionProps, TextSetting } from './fields.ts'

interface SettingFieldProps extends SectionProps {
  readonly name: NumberField | TextSetting | 'stockHoldAfterHours'
  readonly label: string
  readonly help?: string | undefined
}

/** One setting that is a text or a number, with what is wrong with it. */
export function SettingField({ values, wrong, onChange, name, label, help }: SettingFieldProps) {
  const value = values[name]
  const error = wrong[name]
  return (
    <TextField
      label={label}
      name={name}
      value={value === null ? '' : String(value)}
      onChange={(typed) => onChange({ [name]: typed })}
      autoComplete="off"
      {...(help ? { helpText: help } : {})}
      {...(error ? { error } : {})}
      {...(typeof value === 'number' ? { inputMode: 'numeric' as const } : {})}
    />
  )
}

interface NumberGridProps extends SectionProps {
  readonly fields: readonly {
    readonly name: NumberField
    readonly label: string
    readonly help: string
  }[]
}

/** Numbers beside each other, one below the other on a phone. */
export const NumberGrid = ({ fields, ...section }: NumberGridProps) => (
  <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
    {fields.map((field) => (
      <SettingField key={field.name} {...section} {...field} />
    ))}
  </InlineGrid>
)

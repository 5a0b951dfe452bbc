import { TextField } from '@shopify/polaris'

interface WordsFieldProps {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly values: readonly string[]
  readonly wrong: Readonly<Record<string, string>>
  readonly onChange: (values: string[]) => void
}

/** A list of words, written with commas. */
export const WordsField = ({ name, label, help, values, wrong, onChange }: WordsFieldProps) => (
  <TextField
    label={label}
    name={name}
    value={values.join(', ')}
    onChange={(value) => onChange(value.split(/,\s*/))}
    autoComplete="off"
    helpText={help}
    {...(wrong[name] ? { error: wrong[name] } : {})}
  />
)

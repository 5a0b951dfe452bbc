import { BlockStack, TextField } from '@shopify/polaris'

interface WordsFieldsProps<Name extends string> {
  readonly fields: readonly {
    readonly name: Name
    readonly label: string
    readonly help: string
  }[]
  readonly values: Readonly<Record<Name, readonly string[]>>
  readonly wrong: Readonly<Record<string, string>>
  readonly onChange: (name: Name, words: string[]) => void
}

/** Lists of words, each written with commas. */
export const WordsFields = <Name extends string>({
  fields,
  values,
  wrong,
  onChange,
}: WordsFieldsProps<Name>) => (
  <BlockStack gap="400">
    {fields.map(({ name, label, help }) => (
      <TextField
        key={name}
        label={label}
        name={name}
        value={values[name].join(', ')}
        onChange={(typed) => onChange(name, typed.split(/,\s*/))}
        autoComplete="off"
        helpText={help}
        {...(wrong[name] ? { error: wrong[name] } : {})}
      />
    ))}
  </BlockStack>
)

import { TextField } from '@shopify/polaris'
import { useState } from 'react'

/** Several words with commas; what is typed stays as typed. */
export function ListField({
  label,
  help,
  value,
  onChange,
}: {
  readonly label: string
  readonly help?: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}) {
  const [text, setText] = useState(value.join(', '))
  return (
    <TextField
      label={label}
      value={text}
      autoComplete="off"
      onChange={(typed) => {
        setText(typed)
        onChange(
          typed
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean),
        )
      }}
      {...(help ? { helpText: help } : {})}
    />
  )
}

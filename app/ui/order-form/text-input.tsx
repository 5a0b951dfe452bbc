import { TextField, type TextFieldProps } from '@shopify/polaris'
import { fieldId, type TextField as Name } from './fields.ts'
import type { FormPart } from './form-part.ts'

interface TextInputProps {
  readonly part: FormPart
  readonly name: Name
  readonly label: string
  readonly type?: 'text' | 'email' | 'tel'
  readonly multiline?: number
  readonly help?: string
  readonly placeholder?: string
}

/** One plain field of the form with its problem beside it. The customer's data: nothing is filled in by the browser. */
export function TextInput({
  part,
  name,
  label,
  type,
  multiline,
  help,
  placeholder,
}: TextInputProps) {
  const { content, change, problem, leave } = part
  const error = problem(name)
  const more: Partial<TextFieldProps> = {
    ...(error ? { error } : {}),
    ...(type ? { type } : {}),
    ...(multiline ? { multiline } : {}),
    ...(help ? { helpText: help } : {}),
    ...(placeholder ? { placeholder } : {}),
  }
  return (
    <TextField
      {...more}
      id={fieldId(name)}
      label={label}
      value={content[name]}
      onChange={(value) => change({ ...content, [name]: value })}
      onBlur={() => leave(name)}
      autoComplete="off"
    />
  )
}

import { Select, TextField } from '@shopify/polaris'
import type { AskedField } from '../../journey/form-verdict.ts'
import { answerOf, fieldId, withAnswer } from './fields.ts'
import type { FormPart } from './form-part.ts'

/** What the shop's own rules ask, where it belongs: beside its article, or with the whole order. */
export function AskedFields({
  part,
  line,
}: {
  readonly part: FormPart
  readonly line: number | null
}) {
  const asked = part.asked.filter((one) => one.place.line === line)
  if (asked.length === 0) return null
  return (
    <div className="ow-asked">
      {asked.map((one) => (
        <AskedInput key={one.id} part={part} asked={one} />
      ))}
    </div>
  )
}

function AskedInput({ part, asked }: { readonly part: FormPart; readonly asked: AskedField }) {
  const { content, change, problem, leave } = part
  const error = problem(asked.id)
  const common = {
    id: fieldId(asked.id),
    label: asked.label,
    value: answerOf(content, asked),
    onChange: (value: string) => change(withAnswer(content, asked, value)),
    onBlur: () => leave(asked.id),
    ...(error ? { error } : {}),
    ...(asked.help ? { helpText: asked.help } : {}),
  }
  if (asked.choices.length > 0)
    return (
      <Select
        {...common}
        options={[
          { value: '', label: 'Please choose' },
          ...asked.choices.map((one) => ({ value: one, label: one })),
        ]}
      />
    )
  return (
    <TextField
      {...common}
      autoComplete="off"
      {...(asked.longest ? { maxLength: asked.longest, showCharacterCount: true } : {})}
      {...(asked.type === 'date' ? { placeholder: '2026-12-24' } : {})}
    />
  )
}

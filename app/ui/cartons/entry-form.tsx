import { useFetcher } from '@remix-run/react'
import {
  BlockStack,
  Button,
  FormLayout,
  InlineError,
  InlineStack,
  Select,
  TextField,
} from '@shopify/polaris'
import { useId, useState } from 'react'

export interface EntryField {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly suffix?: string
  readonly lines?: number
  readonly options?: readonly { readonly label: string; readonly value: string }[]
}

interface Answer {
  readonly ok: boolean
  readonly words: string
  readonly fields: Readonly<Record<string, string>>
}

/** A form for one entry of a list: what is wrong stands at its field, nothing typed is lost. */
export function EntryForm({
  intent,
  id,
  rows,
  values,
  retire,
  save,
}: {
  readonly intent: string
  /** Null: a new one. */
  readonly id: string | null
  /** Fields that stand side by side where there is room. */
  readonly rows: readonly (readonly EntryField[])[]
  readonly values: Readonly<Record<string, string>>
  readonly retire?: string
  readonly save: string
}) {
  const fetcher = useFetcher<Answer>()
  const [typed, setTyped] = useState(values)
  const error = useId()
  const wrong = fetcher.data?.fields ?? {}
  const shared = (field: EntryField) => ({
    ...{ label: field.label, name: field.name, value: typed[field.name] ?? '' },
    onChange: (value: string) => setTyped({ ...typed, [field.name]: value }),
    ...(field.help ? { helpText: field.help } : {}),
    ...(wrong[field.name] ? { error: wrong[field.name] } : {}),
  })
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="id" value={id ?? ''} />
      <input type="hidden" name="intent" value={intent} />
      <BlockStack gap="300">
        <FormLayout>
          {rows.map((row) => (
            <FormLayout.Group key={row[0]?.name ?? ''} condensed={row.length > 2}>
              {row.map((field) =>
                field.options ? (
                  <Select key={field.name} {...shared(field)} options={[...field.options]} />
                ) : (
                  <TextField
                    key={field.name}
                    {...shared(field)}
                    autoComplete="off"
                    {...(field.suffix ? { suffix: field.suffix } : {})}
                    {...(field.lines ? { multiline: field.lines } : {})}
                  />
                ),
              )}
            </FormLayout.Group>
          ))}
        </FormLayout>
        {fetcher.data && (
          <div role="status">
            {fetcher.data.ok ? (
              fetcher.data.words
            ) : (
              <InlineError message={fetcher.data.words} fieldID={error} />
            )}
          </div>
        )}
        <InlineStack gap="300">
          <Button submit variant="primary" loading={fetcher.state !== 'idle'}>
            {save}
          </Button>
          {retire && id !== null && (
            <Button
              variant="plain"
              tone="critical"
              onClick={() => fetcher.submit({ intent: retire, id }, { method: 'post' })}
            >
              No longer used
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  )
}

import { Form } from '@remix-run/react'
import { Button, Card, InlineGrid, InlineStack, Select, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { doerLabel, thingLabel } from '../../journey/audit/audit-words.ts'

interface AuditFiltersProps {
  readonly query: Readonly<Record<string, string | undefined>>
  readonly things: readonly string[]
  readonly people: readonly { readonly handle: string; readonly name: string }[]
}

const others = ['system', 'customer', 'store'] as const

/** Narrows the audit; what is asked lives in the address. */
export function AuditFilters({ query, things, people }: AuditFiltersProps) {
  const [asked, ask] = useState(query)
  const field = (name: string) => ({
    name,
    value: asked[name] ?? '',
    onChange: (value: string) => ask({ ...asked, [name]: value }),
  })
  return (
    <Card>
      <Form method="get">
        <InlineGrid columns={{ xs: 1, sm: 2, md: 5 }} gap="300">
          <Select
            label="Who"
            {...field('by')}
            options={[
              { value: '', label: 'Everybody' },
              ...people.map(({ handle, name }) => ({ value: handle, label: name })),
              ...others.map((value) => ({ value, label: doerLabel(value) })),
            ]}
          />
          <Select
            label="What"
            {...field('thing')}
            options={[
              { value: '', label: 'Everything' },
              ...things.map((value) => ({ value, label: thingLabel(value) })),
            ]}
          />
          <TextField label="Order" {...field('order')} autoComplete="off" placeholder="#1001" />
          <TextField label="From" type="date" {...field('from')} autoComplete="off" />
          <TextField label="Until" type="date" {...field('until')} autoComplete="off" />
        </InlineGrid>
        <div className="ow-form-end">
          <InlineStack gap="200">
            <Button url="/app/audit">Show all</Button>
            <Button submit>Show</Button>
          </InlineStack>
        </div>
      </Form>
    </Card>
  )
}

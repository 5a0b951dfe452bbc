import { Form } from '@remix-run/react'
import { Button, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useListQuery } from './list-query.ts'

interface FindBoxProps {
  /** What is found, for those who hear the page. */
  readonly label: string
  readonly placeholder: string
  /** What was looked for before; it stands in the address as `q`. */
  readonly search: string
}

/** Where a list is searched: typed, or scanned with the enter key a scanner sends. */
export function FindBox({ label, placeholder, search }: FindBoxProps) {
  const [q, setQ] = useState(search)
  const change = useListQuery()
  // “Show all” and the back button change the address without this box.
  useEffect(() => setQ(search), [search])
  return (
    <Form
      method="get"
      onSubmit={(event) => {
        event.preventDefault()
        change('q', q.trim())
      }}
    >
      <TextField
        label={label}
        labelHidden
        name="q"
        value={q}
        onChange={setQ}
        placeholder={placeholder}
        autoComplete="off"
        clearButton
        onClearButtonClick={() => {
          setQ('')
          change('q', '')
        }}
        connectedRight={<Button submit>Find</Button>}
      />
    </Form>
  )
}

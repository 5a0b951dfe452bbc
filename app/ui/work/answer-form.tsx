import type { FetcherWithComponents } from '@remix-run/react'
import { Button, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { WorkAnswer } from './work-answer.ts'

interface AnswerFormProps {
  readonly work: { readonly id: string; readonly kind: string }
  readonly fetcher: FetcherWithComponents<WorkAnswer>
}

/** What came of a work order, in the words of whoever did it. */
export function AnswerForm({ work, fetcher }: AnswerFormProps) {
  const [outcome, setOutcome] = useState('')
  return (
    <fetcher.Form method="post" action="/app/work?index">
      <input type="hidden" name="intent" value={work.kind === 'care_call' ? 'care' : 'done'} />
      <input type="hidden" name="work" value={work.id} />
      <TextField
        label="What came of it"
        name="outcome"
        value={outcome}
        onChange={setOutcome}
        autoComplete="off"
        maxLength={1_000}
        connectedRight={
          <Button
            submit
            variant="primary"
            disabled={outcome.trim() === ''}
            loading={fetcher.state !== 'idle'}
          >
            Done
          </Button>
        }
      />
    </fetcher.Form>
  )
}

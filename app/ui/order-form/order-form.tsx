import { BlockStack, Layout } from '@shopify/polaris'
import { useEffect, useMemo, useState } from 'react'
import type { FormContent } from '../../journey/order-form.ts'
import type { Judged, PlacedForm } from './answers.ts'
import { CustomerCard } from './customer-card.tsx'
import { DeliveryCard } from './delivery-card.tsx'
import { DoneCard } from './done-card.tsx'
import { chosenOption, goTo, optionsFor, problemAt } from './fields.ts'
import type { FormPart } from './form-part.ts'
import { GoodsCard } from './goods-card.tsx'
import { NotesCard } from './notes-card.tsx'
import { SummaryCard } from './summary-card.tsx'
import { usePlacing } from './use-placing.ts'
import { useQuote } from './use-quote.ts'
import { useSaving } from './use-saving.ts'

interface OrderFormProps {
  readonly id: string
  readonly version: number
  readonly start: FormContent
  readonly judged: Judged
  readonly placed: PlacedForm | null
  readonly currency: string
  readonly countries: readonly { readonly code: string; readonly name: string }[]
  readonly isBlank: (content: FormContent) => boolean
}

const isDigital = ({ lines }: FormContent): boolean =>
  lines.length > 0 && lines.every((line) => !line.requiresShipping || line.giftCard)

/** One page for one order, from the first letter of a name to the store's answer, without a mouse. */
export function OrderForm(props: OrderFormProps) {
  const { id, currency, countries } = props
  const [content, setContent] = useState(props.start)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [pressed, setPressed] = useState(false)
  const saved = useSaving({
    id,
    version: props.version,
    content,
    paused: props.placed !== null || (props.version === 0 && props.isBlank(content)),
  })
  const placing = usePlacing({ ...saved, id, before: props.placed })
  const { form } = placing
  const judged = saved.judged ?? props.judged
  const { quote, silent, stale } = useQuote(content, form !== null)
  useChosenOption(content, setContent, quote)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setPressed(true)
      void placing.commit()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [placing.commit])
  useEffect(() => goTo(props.placed ? 'next' : 'customer'), [props.placed])
  const firstProblem = placing.problems[0]?.field
  useEffect(() => {
    if (firstProblem) goTo(firstProblem)
  }, [firstProblem])
  useEffect(() => {
    if (form?.state === 'placed') goTo('next')
  }, [form?.state])

  // What the server judged last, and what the store said when the button was pressed.
  const problems = useMemo(
    () => [
      ...judged.problems,
      ...placing.problems.filter(
        (one) => !judged.problems.some(({ field }) => field === one.field),
      ),
    ],
    [judged.problems, placing.problems],
  )
  const part: FormPart = {
    content,
    change: setContent,
    problem: (field) => (pressed || left.has(field) ? problemAt(problems, field) : null),
    leave: (field) => setLeft((before) => new Set(before).add(field)),
    asked: judged.asked,
  }
  if (form !== null)
    return (
      <DoneCard
        form={form}
        storeSilent={placing.storeSilent}
        mailedTo={content.email || null}
        onAgain={() => void placing.commit()}
        busy={placing.busy}
      />
    )
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <CustomerCard part={part} />
          <GoodsCard
            part={part}
            left={quote?.left ?? {}}
            onPass={() => goTo(isDigital(content) ? 'departmentNote' : 'address1')}
          />
          <DeliveryCard
            part={part}
            options={quote?.options ?? []}
            countries={countries}
            regions={judged.regions}
            digital={isDigital(content)}
            promise={content.lines.length > 0 ? judged.promise : null}
          />
          <NotesCard part={part} />
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <div className="ow-sticky">
          <SummaryCard
            content={content}
            change={setContent}
            quote={quote}
            stale={stale}
            saving={saved.saving}
            busy={placing.busy}
            trouble={placing.words ?? silent}
            problems={pressed ? placing.problems : []}
            currency={currency}
            onCommit={() => {
              setPressed(true)
              void placing.commit()
            }}
          />
        </div>
      </Layout.Section>
    </Layout>
  )
}

/** Where the store tells new options, the choice follows: nobody has to choose where there is no choice. */
function useChosenOption(
  content: FormContent,
  setContent: (next: (before: FormContent) => FormContent) => void,
  quote: ReturnType<typeof useQuote>['quote'],
): void {
  const { deliver } = content
  useEffect(() => {
    if (quote === null) return
    setContent((before) => {
      const chosen = chosenOption(before, quote.options)
      const same =
        chosen?.handle === before.shipping?.handle && chosen?.title === before.shipping?.title
      const none = optionsFor({ deliver }, quote.options).length === 0 && before.shipping === null
      return same || none ? before : { ...before, shipping: chosen }
    })
  }, [quote, deliver, setContent])
}

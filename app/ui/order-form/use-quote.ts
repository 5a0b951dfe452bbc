import { useEffect, useRef, useState } from 'react'
import type { FormContent } from '../../journey/order-form.ts'
import type { QuoteAnswer } from './answers.ts'
import { askForm } from './ask-app.ts'

const pauseMs = 450
const againMs = 5_000

/** What the store's sums and options depend on; other keys ask for no new ones. */
const keyOf = (content: FormContent): string =>
  JSON.stringify([
    content.lines.map(({ variantGid, quantity }) => [variantGid, quantity]),
    [content.deliver, content.customerGid, content.shipping?.handle ?? null],
    [content.country, content.region, content.zip, content.city, content.address1 !== ''],
  ])

/**
 * Sums, options and stock of the store for what is typed, asked anew whenever they may have changed, and
 * while the store or the app is silent.
 */
export function useQuote(content: FormContent, paused: boolean) {
  const [quote, setQuote] = useState<Extract<QuoteAnswer, { kind: 'quote' }> | null>(null)
  const [silent, setSilent] = useState<string | null>(null)
  const [stale, setStale] = useState(false)
  const [again, setAgain] = useState(0)
  const asked = useRef(0)
  const key = keyOf(content)
  const latest = useRef(content)
  latest.current = content

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is read of the content
  useEffect(() => {
    if (paused || latest.current.lines.length === 0) {
      setQuote(null)
      setSilent(null)
      return
    }
    setStale(true)
    const mine = ++asked.current
    const timer = setTimeout(async () => {
      const answer = await askForm<QuoteAnswer>({ intent: 'quote', content: latest.current })
      if (asked.current !== mine) return
      // Sums the store did not confirm stay old: the page reckons by itself until it does.
      if (answer.kind === 'quote') {
        setStale(false)
        setQuote(answer)
        setSilent(null)
      } else
        setSilent(
          answer.kind === 'unreachable'
            ? 'The app does not answer. What you typed stays here.'
            : answer.words,
        )
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [key, paused, again])

  useEffect(() => {
    if (silent === null || paused) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setAgain((before) => before + 1)
    }, againMs)
    return () => clearInterval(timer)
  }, [silent, paused])

  return { quote, silent, stale }
}

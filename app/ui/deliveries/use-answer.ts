import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { answerWords, type DeliveryAnswer, toastOf } from './delivery-answer.ts'

/** Sends one of the page's forms; what went as asked is a toast, what did not is words to show in place. */
export function useAnswer(key: string) {
  const fetcher = useFetcher<DeliveryAnswer>({ key })
  // Taken apart only in the browser: on the server App Bridge has no parts.
  const bridge = useAppBridge()
  const answer = fetcher.data
  useEffect(() => {
    const words = answer ? toastOf(answer) : null
    if (words) bridge.toast.show(words)
  }, [answer, bridge])
  return {
    busy: fetcher.state !== 'idle',
    trouble: answer ? answerWords(answer) : null,
    send: (form: Record<string, string>) =>
      fetcher.submit(form, { method: 'post', action: '/app/deliveries?index' }),
  }
}

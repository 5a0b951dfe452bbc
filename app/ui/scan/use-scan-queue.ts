import { useFetcher } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

/** What a scan's action answers: what became of it, and the screen as it stands now. */
export interface ScanAnswer<Screen> {
  readonly ok: boolean
  readonly words: string
  readonly screen: Screen
}

/**
 * Sends scans to the page's action one after the other: a scanner is faster than the network, and
 * each scan must name the state that the one before it left.
 * @param make the form of a scan, from the newest screen; null: nothing can be scanned now.
 */
export function useScanQueue<Screen extends { readonly stamp: number }>(
  loaded: Screen,
  make: (code: string, screen: Screen) => Record<string, string> | null,
) {
  const fetcher = useFetcher<ScanAnswer<Screen>>()
  const waiting = useRef<string[]>([])
  const [count, setCount] = useState(0)
  const answered = fetcher.data?.screen
  const screen = answered && answered.stamp > loaded.stamp ? answered : loaded
  const { state, submit } = fetcher
  const send = useCallback(
    (form: Record<string, string>) => submit(form, { method: 'post' }),
    [submit],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: count tells that something was scanned
  useEffect(() => {
    if (state !== 'idle') return
    const code = waiting.current.shift()
    const form = code === undefined ? null : make(code, screen)
    if (form) send(form)
  }, [state, count, screen, make, send])
  const scan = useCallback((code: string) => {
    waiting.current.push(code)
    setCount((before) => before + 1)
  }, [])
  const verdict = fetcher.data
    ? { ok: fetcher.data.ok, words: fetcher.data.words, at: fetcher.data.screen.stamp }
    : null
  return { screen, scan, send, verdict, busy: state !== 'idle' }
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormContent } from '../../journey/order-form.ts'
import type { Judged, SaveAnswer } from './answers.ts'
import { askForm } from './ask-app.ts'

export type Saving = 'nothing' | 'typing' | 'saved' | 'offline' | 'changed_elsewhere'

const pauseMs = 350
const againMs = 3_000

/**
 * Keeps what is typed, a moment after the last key and one save after the other. While the app does not
 * answer it tries again; what is typed stays on the page meanwhile.
 */
export function useSaving(form: {
  readonly id: string
  readonly version: number
  readonly content: FormContent
  /** Nothing worth keeping was typed yet, or it is committed. */
  readonly paused: boolean
}) {
  const [saving, setSaving] = useState<Saving>(form.version > 0 ? 'saved' : 'nothing')
  const [judged, setJudged] = useState<Judged | null>(null)
  const latest = useRef(form.content)
  const kept = useRef<FormContent | null>(form.version > 0 ? form.content : null)
  const version = useRef(form.version)
  const running = useRef<Promise<boolean> | null>(null)
  latest.current = form.content
  const { id } = form

  const saveAll = useCallback(async (): Promise<boolean> => {
    while (kept.current !== latest.current) {
      const content = latest.current
      const body = { intent: 'save', id, version: version.current, content }
      const answer = await askForm<SaveAnswer>(body)
      if (answer.kind === 'unreachable') {
        setSaving('offline')
        return false
      }
      if (answer.kind !== 'saved') {
        setSaving(answer.kind === 'committed' ? 'saved' : 'changed_elsewhere')
        return false
      }
      if (version.current === 0) rememberAddress(id)
      version.current = answer.version
      kept.current = content
      setJudged(answer)
    }
    setSaving('saved')
    return true
  }, [id])

  /** Everything typed is kept once this answers true. */
  const flush = useCallback((): Promise<boolean> => {
    const begun = (running.current ?? Promise.resolve(true)).then(saveAll)
    const mine = begun.finally(() => {
      if (running.current === mine) running.current = null
    })
    running.current = mine
    return mine
  }, [saveAll])

  useEffect(() => {
    if (form.paused || kept.current === form.content) return
    setSaving((before) =>
      before === 'changed_elsewhere' || before === 'offline' ? before : 'typing',
    )
    const timer = setTimeout(() => void flush(), pauseMs)
    return () => clearTimeout(timer)
  }, [form.content, form.paused, flush])

  useEffect(() => {
    if (saving !== 'offline') return
    const timer = setInterval(() => void flush(), againMs)
    return () => clearInterval(timer)
  }, [saving, flush])

  useEffect(() => {
    const leave = () => {
      if (!form.paused && document.visibilityState === 'hidden') void flush()
    }
    document.addEventListener('visibilitychange', leave)
    return () => document.removeEventListener('visibilitychange', leave)
  }, [form.paused, flush])

  return {
    saving,
    judged,
    flush,
    version: () => version.current,
    /** The store handed the form back: it counts on from here. */
    handedBack: (now: number) => {
      version.current = now
    },
  }
}

/** The address names the form from its first save on: loaded anew, the page goes on with it. */
function rememberAddress(id: string): void {
  const url = new URL(window.location.href)
  url.searchParams.set('form', id)
  window.history.replaceState(window.history.state, '', url)
}

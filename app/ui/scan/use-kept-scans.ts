import { useCallback, useEffect, useRef, useState } from 'react'
import { openTourMemory, type TourMemory } from './kept-commands.ts'
import { type FormAnswer, type KeptForm, sendForm } from './send-form.ts'
import type { ScanVerdict } from './verdict.tsx'

/** Where forms go, and whose they are: they are sent in nobody else's name. */
export interface Keeper {
  readonly url: string
  readonly person: string
}

interface Stamped {
  /** Milliseconds; the newer of two screens is the true one. */
  readonly stamp: number
}

/** Between two tries to reach the app. */
const retryMs = 3_000

/**
 * What somebody does at a page about goods, one form after the other, kept on the device until it was answered: a
 * reload, an empty battery and a lost network lose nothing, and the key in each form has it applied once. What the app
 * refuses of what was kept is said loudly, for nobody looks at it any more.
 */
export function useKeptScans<Screen extends Stamped>(loaded: Screen, { url, person }: Keeper) {
  const [fresh, setFresh] = useState<Screen | null>(null)
  const pending = useRef<readonly KeptForm[]>([])
  const late = useRef(new Set<string>())
  const memory = useRef<TourMemory<never, KeptForm> | null>(null)
  const sending = useRef(false)
  const [kept, setKept] = useState<readonly KeptForm[]>([])
  const [verdict, setVerdict] = useState<ScanVerdict | null>(null)
  const [link, setLink] = useState<'there' | 'away' | 'signed_out'>('there')
  const [lost, setLost] = useState<readonly string[]>([])
  const screen = fresh && fresh.stamp > loaded.stamp ? fresh : loaded

  const say = useCallback((ok: boolean, words: string) => {
    setVerdict((before) => ({ ok, words, at: Math.max(Date.now(), (before?.at ?? 0) + 1) }))
  }, [])

  /** Says of a form, once, that it waits here; so do those before it. */
  const sayKept = useCallback(
    ({ form }: KeptForm) => {
      for (const { key } of pending.current) late.current.add(key)
      const code = form['code']
      say(true, `Kept here until the network is back${code ? `: ${code}` : ''}`)
    },
    [say],
  )

  const settle = useCallback(
    async (form: KeptForm, answer: FormAnswer<Screen>) => {
      pending.current = pending.current.filter((one) => one.key !== form.key)
      setKept(pending.current)
      if (answer.screen) setFresh(answer.screen)
      say(answer.ok, answer.words)
      if (!answer.ok && late.current.has(form.key))
        setLost((before) => [...before, `${form.form['code'] ?? 'What you sent'}: ${answer.words}`])
      await memory.current?.answered([form.key]).catch(() => undefined)
    },
    [say],
  )

  /** @returns whether the first form was answered, and the next may go. */
  const sendFirst = useCallback(
    async (first: KeptForm) => {
      const sent = await sendForm<Screen>(url, first.form)
      setLink(sent.kind === 'answered' ? 'there' : sent.kind)
      if (sent.kind === 'answered') {
        await settle(first, sent.answer)
        return true
      }
      const told = pending.current.findLast(({ key }) => !late.current.has(key))
      if (told) sayKept(told)
      return false
    },
    [url, sayKept, settle],
  )

  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      for (let next = pending.current[0]; next; next = pending.current[0])
        if (!(await sendFirst(next))) return
    } finally {
      sending.current = false
    }
  }, [sendFirst])

  useEffect(() => {
    let over = false
    const begin = async () => {
      const opened = await openTourMemory<never, KeptForm>(url, person)
      const before = await opened.commands()
      if (over) return
      memory.current = opened
      for (const { key } of before) late.current.add(key)
      const known = new Set(pending.current.map(({ key }) => key))
      pending.current = [...before.filter(({ key }) => !known.has(key)), ...pending.current]
      setKept(pending.current)
      await flush()
    }
    begin().catch(() => undefined)
    const again = () => void flush()
    window.addEventListener('online', again)
    const timer = setInterval(again, retryMs)
    return () => {
      over = true
      window.removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [url, person, flush])

  const send = useCallback(
    (form: Record<string, string>) => {
      const one = { key: crypto.randomUUID(), tour: url, person, form }
      const before = pending.current[0]
      pending.current = [...pending.current, one]
      setKept(pending.current)
      // What was before it waits for the network: so does this, and nobody need wait for one more try to hear it.
      if (before && late.current.has(before.key)) sayKept(one)
      const saved = memory.current?.add(one) ?? Promise.resolve()
      void saved.catch(() => undefined).then(flush)
    },
    [url, person, flush, sayKept],
  )
  return { screen, send, verdict, link, lost, kept, waiting: kept.length }
}

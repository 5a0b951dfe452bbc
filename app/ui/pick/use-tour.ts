import { useCallback, useEffect, useRef, useState } from 'react'
import { type KeptCommand, openTourMemory, type TourMemory } from '../scan/kept-commands.ts'
import type { ScanVerdict } from '../scan/verdict.tsx'
import { lostWords } from './lost-scans.ts'
import { sendCommands, type Told } from './send-commands.ts'
import { type KeptStop, screenAfter, type TourRules, type TourScreen } from './tour-screen.ts'

/** What a person does at a stop. */
export interface Doing {
  readonly intent: KeptCommand['intent']
  readonly pick: string
  readonly version: number
  readonly code?: string
  readonly quantity?: number
  readonly reason?: string
}

export interface TourAt {
  readonly rules: TourRules
  /** Who scans, and on which device. */
  readonly person: string
  readonly device: string
  /** Where commands go. */
  readonly url: string
}

/** Between two tries to reach the app, and most commands in one message. */
const retryMs = 3_000
const most = 50

/**
 * A tour on a device that may lose its network: everything done is decided here at once by the server's own
 * rules, kept, and sent in its order until it was answered. What the app answers is the truth: where it
 * refuses what was right here (the order was stopped, somebody took the tour over), that is said loudly.
 */
export function useTour(loaded: TourScreen, at: TourAt) {
  const { rules, person, device, url } = at
  const base = useRef(loaded)
  const pending = useRef<readonly KeptCommand[]>([])
  const memory = useRef<TourMemory<TourScreen> | null>(null)
  const sending = useRef(false)
  const lastAt = useRef(0)
  const [, setTick] = useState(0)
  const [verdict, setVerdict] = useState<ScanVerdict | null>(null)
  const [link, setLink] = useState<'there' | 'away' | 'signed_out'>('there')
  const [lost, setLost] = useState<readonly string[]>([])
  const drawAgain = useCallback(() => setTick((before) => before + 1), [])

  if (loaded.stamp > base.current.stamp) base.current = loaded
  const stops = pending.current.reduce<readonly KeptStop[]>(
    (now, command) => rules.replay(now, command).stops,
    base.current.stops,
  )
  const screen =
    pending.current.length === 0 ? base.current : screenAfter(base.current, stops, rules)
  const shown = useRef(screen)
  shown.current = screen

  const say = useCallback((ok: boolean, words: string) => {
    lastAt.current = Math.max(Date.now(), lastAt.current + 1)
    setVerdict({ ok, words, at: lastAt.current })
  }, [])

  /** Takes over what the app answered. */
  const settle = useCallback(
    (answers: readonly Told[], fresh: TourScreen) => {
      const keys = new Set(answers.map(({ key }) => key))
      const short = answers.findLast(
        ({ key, ok }) => ok && pending.current.find((one) => one.key === key)?.intent === 'short',
      )
      const refused = answers.flatMap((answer) => {
        const command = pending.current.find((one) => one.key === answer.key)
        return !answer.ok && command?.ok ? [{ command, answer }] : []
      })
      const about = lostWords(refused, base.current.stops)
      pending.current = pending.current.filter(({ key }) => !keys.has(key))
      if (fresh.stamp > base.current.stamp) base.current = fresh
      if (short) say(true, short.words)
      if (about.length > 0) {
        setLost((before) => [...before, ...about])
        say(false, about[0] ?? '')
      }
      void memory.current?.answered([...keys]).catch(() => undefined)
      void memory.current?.keep(base.current).catch(() => undefined)
      drawAgain()
    },
    [drawAgain, say],
  )

  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      while (pending.current.length > 0) {
        const sent = await sendCommands(url, device, pending.current.slice(0, most))
        if (sent.kind === 'answered') {
          setLink('there')
          settle(sent.answers, sent.screen)
          continue
        }
        if (sent.kind === 'refused') say(false, sent.words)
        setLink(sent.kind === 'signed_out' ? 'signed_out' : 'away')
        return
      }
    } finally {
      sending.current = false
    }
  }, [url, device, settle, say])

  useEffect(() => {
    let over = false
    const begin = async () => {
      const opened = await openTourMemory<TourScreen>(loaded.id, person)
      const [kept, before] = [await opened.screen(), await opened.commands()]
      if (over) return
      memory.current = opened
      if (kept && kept.stamp > base.current.stamp) base.current = kept
      const known = new Set(pending.current.map(({ key }) => key))
      pending.current = [...before.filter(({ key }) => !known.has(key)), ...pending.current]
      drawAgain()
      void flush()
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
  }, [loaded.id, person, flush, drawAgain])

  const act = useCallback(
    ({ code = '', quantity = 1, reason = 'not_there', ...doing }: Doing) => {
      const { stops: now, answer } = rules.replay(shown.current.stops, { ...doing, code, quantity })
      const taken = pickedAt(now, doing.pick) - pickedAt(shown.current.stops, doing.pick)
      const key = crypto.randomUUID()
      const when = new Date().toISOString()
      const about = { key, tour: loaded.id, person, at: when, ok: answer.ok }
      const kept = { ...about, code, quantity, reason, taken, ...doing }
      pending.current = [...pending.current, kept]
      shown.current = screenAfter(shown.current, now, rules)
      say(answer.ok, answer.words)
      drawAgain()
      const saved = memory.current?.add(kept) ?? Promise.resolve()
      void saved.catch(() => undefined).then(flush)
    },
    [rules, loaded.id, person, say, drawAgain, flush],
  )

  const scan = useCallback(
    (code: string) => {
      const { current } = shown.current
      if (current) act({ intent: 'scan', pick: current.id, version: current.version, code })
    },
    [act],
  )

  /** A screen that came another way than by a scan: another tote, taken over. */
  const take = useCallback(
    (fresh: TourScreen) => {
      if (fresh.stamp > base.current.stamp) base.current = fresh
      drawAgain()
    },
    [drawAgain],
  )
  return { screen, scan, act, say, take, verdict, link, lost, waiting: pending.current.length }
}

const pickedAt = (stops: readonly KeptStop[], pick: string): number =>
  stops.find(({ id }) => id === pick)?.picked ?? 0

import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormProblem } from '../../journey/form-verdict.ts'
import type { CommitAnswer, PlacedForm } from './answers.ts'
import { askForm } from './ask-app.ts'

const lookAgainMs = 1_500

interface Placing {
  readonly id: string
  /** Keeps everything typed; false when that could not be done. */
  readonly flush: () => Promise<boolean>
  readonly version: () => number
  readonly handedBack: (version: number) => void
  readonly before: PlacedForm | null
}

/** The button: however often it is pressed, one order is asked for at a time, and its fate is followed. */
export function usePlacing({ id, flush, version, handedBack, before }: Placing) {
  const [form, setForm] = useState<PlacedForm | null>(before)
  const [storeSilent, setStoreSilent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<string | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const pressed = useRef(false)

  const hear = useCallback(
    (answer: CommitAnswer | { readonly kind: 'unreachable' }) => {
      switch (answer.kind) {
        case 'form':
          setStoreSilent(answer.storeSilent)
          if (answer.state === 'draft' || answer.state === 'refused') {
            handedBack(answer.version)
            setForm(null)
            setWords(answer.problem)
          } else setForm(answer)
          return
        case 'incomplete':
          setProblems(answer.problems)
          return
        case 'changed_elsewhere':
          setWords('It was changed in another window. Load the page anew to go on with that.')
          return
        case 'no_such_form':
          setWords('It was thrown away in another window.')
          return
        case 'store_silent':
          setWords(answer.words)
          return
        case 'unreachable':
          setWords('The app does not answer. Nothing was ordered; what you typed stays here.')
      }
    },
    [handedBack],
  )

  const commit = useCallback(async () => {
    if (pressed.current) return
    pressed.current = true
    setBusy(true)
    setWords(null)
    setProblems([])
    try {
      if (!(await flush())) return
      hear(await askForm<CommitAnswer>({ intent: 'commit', id, version: version() }))
    } finally {
      pressed.current = false
      setBusy(false)
    }
  }, [id, flush, version, hear])

  const waits =
    form !== null &&
    form.problem === null &&
    (form.state === 'placing' || (form.orderName !== null && form.orderId === null))
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(async () => {
      const answer = await askForm<CommitAnswer>({ intent: 'look', id })
      if (answer.kind !== 'unreachable') hear(answer)
    }, lookAgainMs)
    return () => clearInterval(timer)
  }, [waits, id, hear])

  return { form, storeSilent, busy, words, problems, commit }
}

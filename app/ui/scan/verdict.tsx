import { useEffect } from 'react'
import { soundRight, soundWrong } from './sounds.ts'

/** What became of the last scan. `at` differs from scan to scan, so that two alike are both heard. */
export interface ScanVerdict {
  readonly ok: boolean
  readonly words: string
  readonly at: number
}

/** Says right or wrong in colour, words and sound. */
export function Verdict({ verdict }: { readonly verdict: ScanVerdict | null }) {
  const ok = verdict?.ok
  const at = verdict?.at
  // biome-ignore lint/correctness/useExhaustiveDependencies: sounds once for each scan
  useEffect(() => {
    if (ok === undefined) return
    if (ok) soundRight()
    else soundWrong()
  }, [at])
  return (
    <div aria-live="assertive" role="status">
      {verdict && (
        <p key={verdict.at} data-at={verdict.at} className={verdict.ok ? 'ow-right' : 'ow-wrong'}>
          {verdict.words}
        </p>
      )}
    </div>
  )
}

import { useState } from 'react'

/**
 * Gets a file. It is fetched, not linked: inside Shopify's admin only a fetch carries the
 * session, a plain link would come back without it.
 */
export function useFile() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function get(path: string, name: string, how: 'open' | 'save') {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await fetch(path)
      // What cannot be made says why.
      if (answer.status === 422) return setProblem(await answer.text())
      if (!answer.ok) throw new Error(String(answer.status))
      const url = URL.createObjectURL(await answer.blob())
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
      // A blocked new window falls back to saving: the file is never lost.
      if (how === 'open' && window.open(url, '_blank')) return
      const link = document.createElement('a')
      link.href = url
      link.download = name
      link.click()
    } catch {
      setProblem('The file could not be fetched. Load the page again and try once more.')
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, get }
}

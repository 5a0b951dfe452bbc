import { useSearchParams } from '@remix-run/react'

/** What turns a list's pages: by number, or by the entry that a page begins after or ends before. */
const turns = ['page', 'after', 'before']

/**
 * Changes one word of a list's address, which is where its search, filters and page stand. An empty word is left
 * out. Whatever is changed but the page leads to the first one: another list begins at its beginning.
 */
export function useListQuery(): (name: string, value: string) => void {
  const [, setParams] = useSearchParams()
  return (name, value) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (value) after.set(name, value)
      else after.delete(name)
      for (const turn of turns) if (turn !== name) after.delete(turn)
      return after
    })
}

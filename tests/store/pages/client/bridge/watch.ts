/** Calls back soon after anything inside an element changed; several changes are one call. */
export function watch(element: Element, changed: () => void): MutationObserver {
  let waiting = false
  const observer = new MutationObserver(() => {
    if (waiting) return
    waiting = true
    queueMicrotask(() => {
      waiting = false
      changed()
    })
  })
  observer.observe(element, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
  return observer
}

export const textOf = (element: Element): string => (element.textContent ?? '').trim()

/** Attributes that frameworks write as "", "true" or leave away; "false" is no. */
export const isOn = (element: Element, name: string): boolean => {
  const value = element.getAttribute(name)
  return value !== null && value !== 'false'
}

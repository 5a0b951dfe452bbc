import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'

export interface ScanFieldProps {
  readonly label: string
  /** Called with what was scanned or typed; never empty. */
  readonly onScan: (code: string) => void
}

/**
 * One field that always holds the focus, so that a hardware scanner (which types fast and presses
 * Enter) can be used without touching the screen. On a phone its keyboard stays away until asked for.
 */
export function ScanField({ label, onScan }: ScanFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [typing, setTyping] = useState(false)
  useKeptFocus(field)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const code = field.current?.value.trim() ?? ''
    if (field.current) field.current.value = ''
    if (code !== '') onScan(code)
  }
  return (
    <form onSubmit={submit} className="ow-scan">
      <label className="ow-scan-label" htmlFor="ow-scan-field">
        {label}
      </label>
      <div className="ow-scan-row">
        <input
          id="ow-scan-field"
          ref={field}
          className="ow-scan-field"
          inputMode={typing ? 'text' : 'none'}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
          placeholder="Scan or type"
        />
        <button
          type="button"
          className="ow-scan-type"
          aria-pressed={typing}
          onClick={() => {
            setTyping((before) => !before)
            field.current?.blur()
            requestAnimationFrame(() => field.current?.focus())
          }}
        >
          {typing ? 'Hide keys' : 'Keys'}
        </button>
      </div>
    </form>
  )
}

/** Gives the focus back whenever it went nowhere, and catches keys that are typed at no field. */
function useKeptFocus(field: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const isFree = () => {
      const active = document.activeElement
      return !active || active === document.body || active.tagName === 'BUTTON'
    }
    const focus = () => field.current?.focus({ preventScroll: true })
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return
      if (isFree() && event.key !== ' ') focus()
    }
    const onClick = () => {
      // After a press of a button has been done, the scanner is heard again.
      setTimeout(() => {
        if (isFree() && !document.querySelector('[role="dialog"]')) focus()
      }, 50)
    }
    focus()
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('click', onClick)
    window.addEventListener('focus', focus)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('click', onClick)
      window.removeEventListener('focus', focus)
    }
  }, [field])
}

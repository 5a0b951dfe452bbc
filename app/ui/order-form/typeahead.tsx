import { TextField } from '@shopify/polaris'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { fieldId } from './fields.ts'

/** What was found, or why nothing could be. */
export type Found<Offer> =
  | { readonly kind: 'offers'; readonly offers: readonly Offer[] }
  | { readonly kind: 'silent'; readonly words: string }

interface TypeaheadProps<Offer> {
  readonly name: string
  readonly label: string
  readonly placeholder: string
  readonly error?: string | null
  readonly search: (typed: string) => Promise<Found<Offer>>
  readonly keyOf: (offer: Offer) => string
  readonly show: (offer: Offer) => ReactNode
  readonly onPick: (offer: Offer) => void
  /** Enter with nothing typed: on to the next part of the page. */
  readonly onPass: () => void
  readonly nothing: string
}

const pauseMs = 160

/**
 * Finds as one types. Arrow keys choose, Enter takes; Enter that comes before the answer takes the first
 * as soon as it is there, so that a fast hand or a scanner never waits. Escape empties it.
 */
export function Typeahead<Offer>(props: TypeaheadProps<Offer>) {
  const { name, label, search, keyOf, show, onPick, onPass } = props
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Found<Offer> | null>(null)
  const [active, setActive] = useState(0)
  const [open, setOpen] = useState(false)
  const takeFirst = useRef(false)
  const asked = useRef(0)
  const searchNow = useRef(search)
  searchNow.current = search

  const take = (offer: Offer) => {
    asked.current += 1
    takeFirst.current = false
    setTyped('')
    setFound(null)
    setOpen(false)
    onPick(offer)
  }
  const takeNow = useRef(take)
  takeNow.current = take

  useEffect(() => {
    const mine = ++asked.current
    setFound(null)
    setActive(0)
    if (typed.trim() === '') return
    const timer = setTimeout(async () => {
      const answer = await searchNow.current(typed)
      if (asked.current !== mine) return
      setFound(answer)
      const [first] = answer.kind === 'offers' ? answer.offers : []
      if (takeFirst.current && first !== undefined) takeNow.current(first)
      takeFirst.current = false
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed])

  const offers = found?.kind === 'offers' ? found.offers : []
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    if (event.key === 'Enter') enter()
    else if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Escape') setTyped('')
    else return
    event.preventDefault()
  }
  const move = (step: number) => {
    if (offers.length > 0) setActive((active + step + offers.length) % offers.length)
  }
  const enter = () => {
    const chosen = offers[active]
    if (typed.trim() === '') onPass()
    else if (chosen !== undefined) take(chosen)
    else if (found === null) takeFirst.current = true
  }
  const showsList = open && typed.trim() !== '' && found !== null
  const list = `${fieldId(name)}-list`
  const current = offers[active]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field inside
    <div
      className="ow-typeahead"
      onKeyDown={onKey}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <TextField
        id={fieldId(name)}
        label={label}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          setOpen(true)
          takeFirst.current = false
        }}
        onFocus={() => setOpen(true)}
        placeholder={props.placeholder}
        autoComplete="off"
        role="combobox"
        ariaAutocomplete="list"
        ariaExpanded={showsList && offers.length > 0}
        {...(showsList && offers.length > 0 ? { ariaControls: list } : {})}
        {...(showsList && current !== undefined
          ? { ariaActiveDescendant: `${list}-${active}` }
          : {})}
        {...(props.error ? { error: props.error } : {})}
      />
      {showsList && (
        <div className="ow-offers">
          {offers.length > 0 && (
            // The field keeps the focus and says which option is meant (aria-activedescendant).
            <div id={list} role="listbox" aria-label={label}>
              {offers.map((offer, at) => (
                <Option
                  key={keyOf(offer)}
                  id={`${list}-${at}`}
                  chosen={at === active}
                  onTake={() => take(offer)}
                >
                  {show(offer)}
                </Option>
              ))}
            </div>
          )}
          {found.kind === 'silent' && <p role="alert">{found.words}</p>}
          {found.kind === 'offers' && offers.length === 0 && <p role="status">{props.nothing}</p>}
        </div>
      )}
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly chosen: boolean
  readonly onTake: () => void
  readonly children: ReactNode
}

function Option({ id, chosen, onTake, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  )
}

import { useSubmit } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { CameraScan } from '../scan/camera.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { soundWrong } from '../scan/sounds.ts'

interface SignInProps {
  readonly at: {
    readonly shopName: string
    readonly device: string
    readonly people: readonly { readonly id: string; readonly name: string }[]
  }
  readonly refusal: { readonly words: string; readonly at: number } | null
}

/** Scan the badge; or press the name, then the PIN. Large keys: gloves are worn. */
export function SignInPage({ at, refusal }: SignInProps) {
  const submit = useSubmit()
  const [person, setPerson] = useState<string | null>(null)
  const seen = refusal?.at
  useEffect(() => {
    if (seen !== undefined) soundWrong()
  }, [seen])
  const show = (badge: string) => submit({ badge }, { method: 'post' })
  const chosen = at.people.find(({ id }) => id === person)
  return (
    <main className="ow-floor-home">
      <h1>Who are you?</h1>
      {refusal && (
        <p key={refusal.at} role="alert" className="ow-wrong">
          {refusal.words}
        </p>
      )}
      {chosen ? (
        <PinPad
          key={`${chosen.id}${refusal?.at ?? ''}`}
          name={chosen.name}
          back={() => setPerson(null)}
          enter={(pin) => submit({ person: chosen.id, pin }, { method: 'post' })}
        />
      ) : (
        <>
          <ScanField label="Scan your badge" onScan={show} />
          <CameraScan onScan={show} />
          {at.people.map(({ id, name }) => (
            <button key={id} type="button" className="ow-floor-who" onClick={() => setPerson(id)}>
              <span dir="auto">{name}</span>
            </button>
          ))}
          {at.people.length === 0 && (
            <p>Nobody has a PIN yet: an owner gives one under Floor devices.</p>
          )}
        </>
      )}
      <p dir="auto">
        {at.shopName}, {at.device}
      </p>
    </main>
  )
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

function PinPad({
  name,
  back,
  enter,
}: {
  readonly name: string
  readonly back: () => void
  readonly enter: (pin: string) => void
}) {
  const [pin, setPin] = useState('')
  const add = (digit: string) => setPin((before) => (before + digit).slice(0, 8))
  return (
    <form
      className="ow-pin"
      onSubmit={(event) => {
        event.preventDefault()
        if (pin.length >= 4) enter(pin)
      }}
    >
      <label htmlFor="ow-pin-field" dir="auto">
        PIN of {name}
      </label>
      <input
        id="ow-pin-field"
        type="password"
        inputMode="none"
        autoComplete="off"
        value={pin}
        // biome-ignore lint/a11y/noAutofocus: the pad is what the press of a name opened
        autoFocus
        onChange={(event) => setPin(event.target.value.replace(/\D/g, '').slice(0, 8))}
      />
      <div className="ow-pin-keys">
        {digits.map((digit) => (
          <button key={digit} type="button" onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" onClick={back}>
          Back
        </button>
        <button type="button" onClick={() => add('0')}>
          0
        </button>
        <button type="submit" disabled={pin.length < 4}>
          OK
        </button>
      </div>
    </form>
  )
}

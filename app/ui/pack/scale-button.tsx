import { Button } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { readScaleLine } from './scale.ts'

/** The parts of Web Serial that a scale needs; TypeScript's browser types do not have it. */
interface SerialPort {
  open(how: { readonly baudRate: number }): Promise<void>
  close(): Promise<void>
  readonly readable: ReadableStream<Uint8Array> | null
}
interface Serial {
  requestPort(): Promise<SerialPort>
  getPorts(): Promise<readonly SerialPort[]>
}

const isSerial = (value: unknown): value is Serial =>
  typeof value === 'object' && value !== null && 'requestPort' in value

const patienceMs = 5_000

/** Reads the scale over Web Serial, where the browser has it; elsewhere nothing is shown and people type. */
export function ScaleButton({ take }: { readonly take: (grams: number) => void }) {
  const [serial, setSerial] = useState<Serial | null>(null)
  const [state, setState] = useState<'rest' | 'reading' | 'silent'>('rest')
  useEffect(() => {
    const found: unknown = Reflect.get(navigator, 'serial')
    if (isSerial(found)) setSerial(found)
  }, [])
  if (!serial) return null
  const read = async () => {
    setState('reading')
    const weight = await readScale()
    setState(weight === null ? 'silent' : 'rest')
    if (weight !== null) take(weight)
  }
  return (
    <Button loading={state === 'reading'} onClick={() => void read()}>
      {state === 'silent' ? 'No weight: again' : 'Read the scale'}
    </Button>
  )
}

/** What the scale says, where the browser reads one and people let it; else null. */
export async function readScale(): Promise<number | null> {
  const serial: unknown = Reflect.get(navigator, 'serial')
  return isSerial(serial) ? weigh(serial).catch(() => null) : null
}

/** The first weight that stands still; null when none came in time. */
async function weigh(serial: Serial): Promise<number | null> {
  const port = (await serial.getPorts())[0] ?? (await serial.requestPort())
  await port.open({ baudRate: 9_600 })
  const reader = port.readable?.getReader()
  const timer = setTimeout(() => void reader?.cancel(), patienceMs)
  try {
    const text = new TextDecoder()
    let rest = ''
    for (;;) {
      const part = await reader?.read()
      if (!part || part.done) return null
      const lines = (rest + text.decode(part.value, { stream: true })).split(/[\r\n]+/)
      rest = lines.pop() ?? ''
      const weight = lines.map(readScaleLine).find((one) => one !== null)
      if (weight !== undefined && weight !== null) return weight
    }
  } finally {
    clearTimeout(timer)
    reader?.releaseLock()
    await port.close()
  }
}

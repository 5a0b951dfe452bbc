import { useNavigate, useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { type BenchCommand, readBenchCommand } from '../../journey/bench-commands.ts'
import { pdfName } from '../pdf-button.tsx'
import { usePlace } from '../place.tsx'
import { useFile } from '../use-file.ts'
import type { BenchScreen } from './bench-screen.ts'

/** A command for the card that closes the parcel; `at` differs from one to the next. */
export interface GivenCommand {
  readonly command: BenchCommand
  readonly at: number
}

/**
 * What is scanned at the bench: goods go on to `scan`, commands are done here or by the card that closes the parcel.
 * When the parcel is closed, whatever is scanned is the next one.
 */
export function useBenchCommands(
  screen: BenchScreen,
  {
    scan,
    send,
  }: {
    readonly scan: (code: string) => void
    readonly send: (form: Record<string, string>) => void
  },
) {
  const place = usePlace()
  const go = useNavigate()
  const submit = useSubmit()
  const { get } = useFile()
  const [given, setGiven] = useState<GivenCommand | null>(null)
  const isOpen = screen.state === 'picked' || screen.state === 'packing'
  const print = (what: 'slip' | 'cards') =>
    void get(`${place}/pack/${screen.id}/${what}`, pdfName(`${what}-${screen.number}`), 'open')
  const hear = (code: string) => {
    const isGoods = screen.lines.some(({ sku, barcode }) => sku === code || barcode === code)
    const command = isGoods ? null : readBenchCommand(code)
    if (command === null) {
      if (isOpen) return scan(code)
      return submit({ intent: 'open', code }, { method: 'post', action: `${place}/pack?index` })
    }
    switch (command.name) {
      case 'print':
        return print('slip')
      case 'cards':
        return print('cards')
      case 'next':
        return go(`${place}/pack`)
      case 'added':
        return send({ intent: 'extra' })
      default:
        setGiven((before) => ({ command, at: (before?.at ?? 0) + 1 }))
    }
  }
  return { hear: (code: string) => void hear(code), given }
}

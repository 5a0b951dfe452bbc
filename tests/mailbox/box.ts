import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { CaughtMail } from './mail.ts'

const stored = z.object({
  id: z.number(),
  at: z.string(),
  from: z.string(),
  replyTo: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  again: z.boolean(),
})

export interface MailSearch {
  /** Only letters to this address. */
  readonly to?: string
  /** Only letters whose subject or text has this, whatever its case. */
  readonly q?: string
  /** Only letters that came after this id. */
  readonly after?: number
}

export interface Box {
  keep(mail: Omit<CaughtMail, 'id' | 'again'>): CaughtMail
  /** Newest first. */
  find(search?: MailSearch): readonly CaughtMail[]
  get(id: number): CaughtMail | null
  empty(): void
}

/**
 * Letters in memory, and one JSON a line in `file` when there is one, so that a restart keeps them.
 * @throws Error when the file holds something else.
 */
export function openBox(file: string | null): Box {
  const mails: CaughtMail[] = []
  if (file !== null) mkdirSync(dirname(file), { recursive: true })
  if (file !== null && existsSync(file))
    for (const line of readFileSync(file, 'utf8').split('\n'))
      if (line) mails.push(stored.parse(JSON.parse(line)))
  let last = mails.at(-1)?.id ?? 0
  return {
    keep(mail) {
      last += 1
      const again = mails.some(({ messageId }) => messageId !== '' && messageId === mail.messageId)
      const caught = { id: last, again, ...mail }
      mails.push(caught)
      if (file !== null) appendFileSync(file, `${JSON.stringify(caught)}\n`)
      return caught
    },
    find({ to, q, after } = {}) {
      const wanted = q?.toLowerCase()
      return mails
        .filter((mail) => !to || mail.to.some((one) => one.toLowerCase() === to.toLowerCase()))
        .filter(
          ({ subject, text }) => !wanted || `${subject}\n${text}`.toLowerCase().includes(wanted),
        )
        .filter(({ id }) => after === undefined || id > after)
        .toReversed()
    },
    get: (id) => mails.find((mail) => mail.id === id) ?? null,
    empty() {
      mails.length = 0
      if (file !== null) writeFileSync(file, '')
    },
  }
}

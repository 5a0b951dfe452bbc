import { z } from 'zod'
import { startMailbox } from './index.ts'

const port = z.coerce.number().int().min(0).max(65_535)

/** `node tests/mailbox/main.ts`: the mailbox of the demo. Prints one line of JSON when it is open. */
const { MAILBOX_SMTP_PORT, MAILBOX_HTTP_PORT, MAILBOX_FILE } = z
  .object({
    MAILBOX_SMTP_PORT: port.default(2525),
    MAILBOX_HTTP_PORT: port.default(8025),
    MAILBOX_FILE: z.string().min(1).optional(),
  })
  .parse(process.env)

const mailbox = await startMailbox({
  smtpPort: MAILBOX_SMTP_PORT,
  httpPort: MAILBOX_HTTP_PORT,
  ...(MAILBOX_FILE ? { file: MAILBOX_FILE } : {}),
})
process.stdout.write(
  `${JSON.stringify({ ready: 'mailbox', smtp: mailbox.smtpUrl, url: mailbox.url })}\n`,
)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    mailbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })

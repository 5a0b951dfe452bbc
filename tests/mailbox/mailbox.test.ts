import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { smtpMail } from '../../app/providers/mail/smtp/smtp.server.ts'
import { type Mailbox, startMailbox } from './index.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

async function started(file?: string): Promise<Mailbox> {
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, ...(file ? { file } : {}) })
  open.push(mailbox)
  return mailbox
}

function sending(mailbox: Mailbox) {
  const mail = smtpMail({ smtpUrl: mailbox.smtpUrl, mailFrom: 'orders@mail.example' })
  open.push(mail)
  return (to: string, subject = 'Your order', html = '<p>Hello</p>') =>
    mail.send(
      { to, subject, html, text: 'Hello\nhttps://shop.example/x?a=1&b=2' },
      { name: 'Shop', replyTo: null },
      `${to}:${subject}`,
    )
}
const listed = z.object({ messages: z.array(z.object({ id: z.number(), subject: z.string() })) })

test('letters are found by whom they went to, newest first', async () => {
  const mailbox = await started()
  const send = sending(mailbox)
  await send('one@example.com', 'First')
  await send('two@example.com', 'Second')
  await send('one@example.com', 'Third')
  const answer = await fetch(`${mailbox.url}/messages?to=ONE@example.com`)
  const { messages } = listed.parse(await answer.json())
  expect(messages.map(({ subject }) => subject)).toEqual(['Third', 'First'])
  expect((await fetch(`${mailbox.url}/messages?after=x`)).status).toBe(400)
  expect((await fetch(`${mailbox.url}/messages/99`)).status).toBe(404)
})

test('a letter can be read as it looks and as plain text, and can run nothing', async () => {
  const mailbox = await started()
  await sending(mailbox)('one@example.com', 'סיכום <b>', '<script>alert(1)</script><p>Hi</p>')
  const list = await (await fetch(mailbox.url)).text()
  expect(list).toContain('סיכום &lt;b&gt;')
  const page = await (await fetch(`${mailbox.url}/mails/1`)).text()
  expect(page).toMatch(/<iframe[^>]+sandbox="(?![^"]*allow-scripts)/)
  const letter = await fetch(`${mailbox.url}/mails/1/html`)
  expect(letter.headers.get('content-security-policy')).toContain("default-src 'none'")
  const text = await (await fetch(`${mailbox.url}/mails/1?view=text`)).text()
  expect(text).toContain('href="https://shop.example/x?a=1&amp;b=2"')
  expect((await fetch(`${mailbox.url}/mails/7`)).status).toBe(404)
})

test('letters are still there after a restart, until they are thrown away', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'mailbox-')), 'mails.jsonl')
  const before = await started(file)
  await sending(before)('one@example.com')
  const after = await started(file)
  expect(after.box.find()).toHaveLength(1)
  await fetch(`${after.url}/messages`, { method: 'DELETE' })
  expect((await started(file)).box.find()).toEqual([])
})

test('the same letter sent twice is seen as sent again', async () => {
  const mailbox = await started()
  const send = sending(mailbox)
  await send('one@example.com')
  await send('one@example.com')
  expect(mailbox.box.find().map(({ again }) => again)).toEqual([true, false])
})

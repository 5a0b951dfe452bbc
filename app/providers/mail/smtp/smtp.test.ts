import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startMailbox } from '../../../../tests/mailbox/index.ts'
import { ProviderRefused, ProviderUnavailable } from '../../../kernel/faults.ts'
import { bareAddress, messageIdOf } from './message.ts'
import { smtpMail } from './smtp.server.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

const letter = { to: 'aoife@example.com', subject: 'Hi', html: '<p>Hi</p>', text: 'Hi' }
const from = { name: 'Marlow & Sons, Cork', replyTo: 'hello@marlow.example' }

function sender(smtpUrl: string, timeoutMs = 2_000) {
  const mail = smtpMail({ smtpUrl, mailFrom: 'Orders <orders@mail.example>', timeoutMs })
  open.push(mail)
  return mail
}

async function mailbox(refuse?: (to: string) => number | null) {
  const box = await startMailbox({ smtpPort: 0, httpPort: 0, ...(refuse ? { refuse } : {}) })
  open.push(box)
  return box
}

/** A server that is no mail server: it says `words` to everybody who comes. */
async function saying(words: string): Promise<string> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (words) socket.write(words)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return `smtp://127.0.0.1:${address.port}`
}

test('a letter arrives with the shop as its sender and the shop to answer to', async () => {
  const box = await mailbox()
  const { messageId } = await sender(box.smtpUrl).send(letter, from, 'confirmation:1')
  const [got] = box.box.find()
  expect(got).toMatchObject({
    from: '"Marlow & Sons, Cork" <orders@mail.example>',
    replyTo: 'hello@marlow.example',
    to: ['aoife@example.com'],
    subject: 'Hi',
    messageId,
  })
  expect(got?.headers).toMatchObject({ 'auto-submitted': 'auto-generated' })
  expect(got?.headers['list-unsubscribe']).toBeUndefined()
})

test('the same key is the same letter, and does not show what it was made of', async () => {
  const box = await mailbox()
  const mail = sender(box.smtpUrl)
  await mail.send(letter, from, 'confirmation:1')
  await mail.send(letter, from, 'confirmation:1')
  await mail.send(letter, from, 'confirmation:2')
  const ids = box.box.find().map(({ messageId }) => messageId)
  expect(new Set(ids).size).toBe(2)
  expect(ids.join()).not.toContain('confirmation')
  expect(messageIdOf('k', 'a@mail.example')).toMatch(/^<[0-9a-f]{40}@mail\.example>$/)
})

test('a letter one can do without says how to stop it, with one click', async () => {
  const box = await mailbox()
  const unsubscribeUrl = 'https://shop.example/apps/orderwright/survey/x/stop'
  await sender(box.smtpUrl).send({ ...letter, unsubscribeUrl }, from, 'survey:1')
  expect(box.box.find()[0]?.headers).toMatchObject({
    'list-unsubscribe': `<${unsubscribeUrl}>`,
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  })
})

test('nothing a customer typed becomes a header or a second recipient', async () => {
  const box = await mailbox()
  const evil = { ...letter, subject: 'Hi\r\nBcc: all@example.com' }
  await sender(box.smtpUrl).send(evil, { name: 'x\r\nX-Evil: 1', replyTo: null }, 'k')
  const [got] = box.box.find()
  expect(got?.to).toEqual(['aoife@example.com'])
  expect(got?.headers['bcc']).toBeUndefined()
  expect(got?.headers['x-evil']).toBeUndefined()
  const two = sender(box.smtpUrl).send(
    { ...letter, to: 'a@example.com, b@example.com' },
    from,
    'k2',
  )
  await expect(two).rejects.toThrow(ProviderRefused)
})

test('a recipient who does not exist is refused for good, without the address in the words', async () => {
  const box = await mailbox(() => 550)
  const sent = sender(box.smtpUrl).send(letter, from, 'k')
  await expect(sent).rejects.toThrow(ProviderRefused)
  await expect(sent).rejects.toThrow(/^(?!.*aoife)/)
})

test('a busy server is asked again later', async () => {
  const box = await mailbox(() => 450)
  await expect(sender(box.smtpUrl).send(letter, from, 'k')).rejects.toThrow(ProviderUnavailable)
})

test.each([
  ['nobody listens', () => Promise.resolve('smtp://127.0.0.1:1')],
  ['the server never speaks', () => saying('')],
  ['a web server answers', () => saying('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['the server turns everybody away for now', () => saying('421 try later\r\n')],
] as const)('when %s, the letter is sent later', async (_, url) => {
  const mail = sender(await url(), 400)
  await expect(mail.send(letter, from, 'k')).rejects.toThrow(ProviderUnavailable)
})

test('a server elsewhere that offers no encryption gets no letter', async () => {
  const heard: string[] = []
  const plain = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 plain.example ESMTP\r\n')
    socket.on('data', (line) => {
      heard.push(String(line))
      socket.write(/^EHLO/.test(String(line)) ? '250 plain.example\r\n' : '502 no\r\n')
    })
  })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.2', resolve))
  open.push(plain)
  const address = plain.address()
  const port = address !== null && typeof address !== 'string' ? address.port : 0
  const sent = sender(`smtp://127.0.0.2:${port}`).send(letter, from, 'k')
  await expect(sent).rejects.toThrow(ProviderUnavailable)
  expect(heard.join('')).toContain('STARTTLS')
  expect(heard.join('')).not.toMatch(/MAIL FROM|aoife/)
})

test('the sending address may be written with a name', () => {
  expect(bareAddress('Orders <orders@mail.example>')).toBe('orders@mail.example')
  expect(bareAddress(' orders@mail.example')).toBe('orders@mail.example')
})

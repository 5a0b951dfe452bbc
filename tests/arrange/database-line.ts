import { randomInt } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { freePort } from '../../app/platform/free-port.server.ts'
import { openLine } from '../chaos/line.ts'

/** A database's url over a line of its own, which a test can cut. */
export async function overALine(databaseUrl: string) {
  const url = new URL(databaseUrl)
  const line = openLine()
  onTestFinished(line.close)
  const port = await freePort(randomInt(18_000, 26_000))
  await line.lead({ host: '127.0.0.1', port }, Number(url.port))
  url.port = String(port)
  return { ...line, url: url.href }
}

import { createServer } from 'node:net'

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/**
 * The first port from `wanted` upwards that nobody listens on at 127.0.0.1.
 * Kept below 32768: a client that reconnects to a dead server on an ephemeral port can connect to itself.
 */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 200, 32_768); port++)
    if (await canListen(port)) return port
  throw new Error(`no free port from ${wanted} to ${wanted + 199} on 127.0.0.1`)
}

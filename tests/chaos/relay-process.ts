/**
 * Runs inside a machine's own network and makes the world's ports stand there as they stand outside.
 * Arguments: the host outside, and how far its ports lie above ours; then our ports.
 */
import { connect, createServer } from 'node:net'

const [host = '', above = '0', ...ports] = process.argv.slice(2)
for (const port of ports)
  createServer((near) => {
    const far = connect({ host, port: Number(port) + Number(above), keepAlive: true })
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.pipe(far).pipe(near)
  }).listen(Number(port), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))

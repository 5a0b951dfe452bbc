import { connect, type Socket } from 'node:net'
import { type Prepared, writeInto } from './request.ts'

/** One connection that sends a request and waits for its answer. */
export interface LoadLine {
  /** @returns the status; 0 when the line broke. One at a time. */
  send(one: Prepared, event: string): Promise<number>
  close(): void
}

/** Where an answer ends, as far as it has come; null while more must come. */
function statusOf(answer: string): number | null {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return null
  const status = Number(answer.slice(9, 12))
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head))?.[1]
  if (length !== undefined) return answer.length >= head + 4 + Number(length) ? status : null
  if (/\r\ntransfer-encoding: chunked/i.test(answer.slice(0, head)))
    return answer.endsWith('0\r\n\r\n') ? status : null
  return status
}

/** A request is written here before it is sent; a line sends one at a time, so it is free again at the answer. */
const outBytes = 64 * 1024
const inBytes = 4 * 1024

/**
 * Plain sockets: Node's own HTTP client costs more than the servers that are measured. Each has its memory for good:
 * a buffer a request outside the heap makes this process collect garbage for 20 ms at a time, and the servers' waits
 * would be its own.
 */
export function openLoadLine(host: string, port: number): LoadLine {
  let socket: Socket | null = null
  let waiting: ((status: number) => void) | null = null
  let answer = ''
  const over = (status: number) => {
    const tell = waiting
    waiting = null
    answer = ''
    tell?.(status)
  }
  const out = Buffer.allocUnsafeSlow(outBytes)
  const open = (): Socket => {
    const callback = (bytes: number, buffer: Uint8Array) => {
      answer += Buffer.from(buffer.buffer, buffer.byteOffset, bytes).toString('latin1')
      const status = statusOf(answer)
      if (status !== null) over(status)
      return true
    }
    const onread = { buffer: Buffer.allocUnsafeSlow(inBytes), callback }
    const fresh = connect({ host, port, noDelay: true, onread })
    fresh.on('error', () => fresh.destroy())
    fresh.on('close', () => {
      if (socket === fresh) socket = null
      over(0)
    })
    return fresh
  }
  return {
    send: (one, event) =>
      new Promise((resolve) => {
        waiting = resolve
        socket ??= open()
        socket.write(out.subarray(0, writeInto(out, one, event)))
      }),
    close: () => socket?.destroy(),
  }
}

import { connect, type Socket } from 'node:net'

/** One connection that sends a request and waits for its answer. */
export interface LoadLine {
  /** @returns the status; 0 when the line broke. One at a time. */
  send(bytes: Buffer): Promise<number>
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

/** Plain sockets: Node's own HTTP client costs more than the servers that are measured. */
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
  const open = (): Socket => {
    const fresh = connect({ host, port, noDelay: true })
    fresh.setEncoding('latin1')
    fresh.on('data', (text: string) => {
      answer += text
      const status = statusOf(answer)
      if (status !== null) over(status)
    })
    fresh.on('error', () => fresh.destroy())
    fresh.on('close', () => {
      if (socket === fresh) socket = null
      over(0)
    })
    return fresh
  }
  return {
    send: (bytes) =>
      new Promise((resolve) => {
        waiting = resolve
        socket ??= open()
        socket.write(bytes)
      }),
    close: () => socket?.destroy(),
  }
}

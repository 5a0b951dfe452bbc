import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Fault } from '../kernel/faults.ts'
import { inSpan } from './traces.server.ts'

/** The address somebody typed leads to where this app must not call: a private network, this machine, no https. */
export class AddressNotAllowed extends Fault {
  readonly code = 'address_not_allowed'
  readonly retry = 'never'
}

interface OutboundAnswer {
  readonly status: number
  readonly contentType: string
  /** Seconds from `Retry-After`, when the answer has one in seconds. */
  readonly retryAfterSeconds: number | null
  readonly body: string
}

interface OutboundRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

/** Calls to addresses that people outside the company chose. */
export interface Outbound {
  /**
   * Sends one POST. A redirect is an answer and is not followed.
   * @throws AddressNotAllowed before anything is sent; any other error means that it is not known whether it arrived.
   */
  post(url: string, request: OutboundRequest): Promise<OutboundAnswer>
}

export interface OutboundOptions {
  /** Lets addresses be private and plain http; for demo and tests only. */
  readonly allowPrivate: boolean
  /** All addresses of a host name; the system's resolver unless told. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

/** One list a family: an IPv4 address would otherwise match the prefix of mapped IPv6 addresses. */
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() }
/** Not routed on the public internet. Source: IANA special-purpose address registries (IPv4, IPv6). */
const subnets = {
  ipv4: [
    '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24',
    '192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24',
    '224.0.0.0/4 240.0.0.0/4',
  ],
  // Mapped and translating prefixes are refused whole: they would carry a private IPv4 address inside.
  ipv6: [
    '::/128 ::1/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32',
    '2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8',
  ],
} as const
for (const family of ['ipv4', 'ipv6'] as const)
  for (const subnet of subnets[family].join(' ').split(' ')) {
    const [net = '', prefix = ''] = subnet.split('/')
    blocked[family].addSubnet(net, Number(prefix), family)
  }

/** Whether an IP address can be on the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  const name = family === 6 ? 'ipv6' : 'ipv4'
  return !blocked[name].check(address, name)
}

/** Largest answer that is read; a partner's receipt is far smaller. */
const maxAnswerBytes = 65_536

/** Opens the way out. The name is resolved once, every address is checked, and the checked one is connected to. */
export function openOutbound({ allowPrivate, resolve = systemResolve }: OutboundOptions): Outbound {
  return {
    async post(raw, request) {
      const url = readAddress(raw, allowPrivate)
      const host = url.hostname.replace(/^\[|\]$/g, '')
      const addresses = isIP(host) ? [host] : await resolve(host)
      const wrong = allowPrivate ? undefined : addresses.find((one) => !isPublicAddress(one))
      if (wrong !== undefined) throw new AddressNotAllowed(`${host} leads to no public address`)
      const [address] = addresses
      if (address === undefined) throw new Error(`${host} has no address`)
      return inSpan({ name: 'call partner', kind: 'call' }, async (tell) => {
        const answer = await send(url, address, request)
        tell({ 'http.response.status_code': answer.status })
        return answer
      })
    },
  }
}

function readAddress(raw: string, allowPlain: boolean): URL {
  if (!URL.canParse(raw)) throw new AddressNotAllowed('the address is no URL')
  const url = new URL(raw)
  if (url.protocol !== 'https:' && !(allowPlain && url.protocol === 'http:'))
    throw new AddressNotAllowed('the address must begin with https://')
  if (url.username || url.password)
    throw new AddressNotAllowed('the address must not carry a user name or password')
  return url
}

const systemResolve = async (host: string) =>
  (await lookup(host, { all: true })).map(({ address }) => address)

function send(url: URL, address: string, request: OutboundRequest): Promise<OutboundAnswer> {
  const family = isIP(address)
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family)
  const options = {
    method: 'POST',
    lookup: pinned,
    agent: false,
    signal: AbortSignal.timeout(request.timeoutMs),
    headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
  } as const
  return new Promise((resolve, reject) => {
    const { request: open } = url.protocol === 'https:' ? https : http
    const call = open(url, options, (answer) => {
      const parts: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        size += part.length
        if (size > maxAnswerBytes) call.destroy(new Error(`more than ${maxAnswerBytes} bytes came`))
        else parts.push(part)
      })
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          contentType: answer.headers['content-type'] ?? '',
          retryAfterSeconds: readSeconds(answer.headers['retry-after']),
          body: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    call.on('error', reject)
    call.end(request.body)
  })
}

const readSeconds = (raw: string | undefined): number | null =>
  raw !== undefined && /^\d{1,6}$/.test(raw) ? Number(raw) : null

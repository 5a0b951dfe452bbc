/**
 * Shopify's search syntax: `name:#1001 status:open (tag:a OR tag:b) -tag:c updated_at:>'2026-01-01T00:00:00Z'`.
 * A field the list cannot be searched by is an error here; Shopify would leave it out in silence.
 */
import { TopLevelError } from './errors.ts'

type SearchValue = string | number | boolean | null | readonly string[]

export interface Searchable<Row> {
  /** What a bare word looks through. */
  readonly text: (row: Row) => readonly (string | null)[]
  readonly fields: Readonly<Record<string, (row: Row) => SearchValue>>
  /** Fields whose values are times (ISO); compared by whole seconds, as Shopify keeps them. */
  readonly times: ReadonlySet<string>
}

type Test<Row> = (row: Row) => boolean

interface Token {
  readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'term'
  readonly field: string | null
  readonly operator: ':' | '>' | '>=' | '<' | '<='
  readonly value: string
}

const mark = (kind: Token['kind']): Token => ({ kind, field: null, operator: ':', value: '' })

/** The rows a query text asks for; all of them when it is empty. */
export function search<Row>(
  rows: Iterable<Row>,
  query: string | null | undefined,
  by: Searchable<Row>,
) {
  if (!query?.trim()) return [...rows]
  const test = parseQuery(query, by)
  return [...rows].filter(test)
}

function parseQuery<Row>(query: string, by: Searchable<Row>): Test<Row> {
  const tokens = tokenize(query)
  let at = 0
  const any = (): Test<Row> => {
    const parts = [all()]
    while (tokens[at]?.kind === 'or') {
      at += 1
      parts.push(all())
    }
    return parts.length === 1 && parts[0] ? parts[0] : (row) => parts.some((part) => part(row))
  }
  const all = (): Test<Row> => {
    const parts: Test<Row>[] = []
    for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
      if (token.kind === 'or' || token.kind === 'close') break
      if (token.kind === 'and') at += 1
      else parts.push(one())
    }
    return (row) => parts.every((part) => part(row))
  }
  const one = (): Test<Row> => {
    const token = tokens[at]
    at += 1
    if (token === undefined) return () => true
    if (token.kind === 'not') {
      const inner = one()
      return (row) => !inner(row)
    }
    if (token.kind === 'open') {
      const inner = any()
      if (tokens[at]?.kind === 'close') at += 1
      return inner
    }
    return termTest(token, by)
  }
  return any()
}

const tokenShape =
  /\s*(?:(\()|(\))|(-)(?=\S)|(?:([A-Za-z_][\w.]*):(>=|<=|>|<)?)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()]+))/y

function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = []
  const text = query.trim()
  tokenShape.lastIndex = 0
  while (tokenShape.lastIndex < text.length) {
    const found = tokenShape.exec(text)
    if (found === null) throw new TopLevelError(`Invalid search query: ${query}`, 'BAD_REQUEST')
    const [, open, close, not, field, operator, value = ''] = found
    if (open) tokens.push(mark('open'))
    else if (close) tokens.push(mark('close'))
    else if (not) tokens.push(mark('not'))
    else if (!field && /^(AND|OR|NOT)$/.test(value)) tokens.push(mark(connective(value)))
    else
      tokens.push({
        kind: 'term',
        field: field ?? null,
        operator: sign(operator),
        value: bare(value),
      })
  }
  return tokens
}

const connective = (word: string) => (word === 'AND' ? 'and' : word === 'OR' ? 'or' : 'not')
const sign = (text: string | undefined): Token['operator'] =>
  text === '>' || text === '>=' || text === '<' || text === '<=' ? text : ':'
const bare = (text: string): string =>
  /^(".*"|'.*')$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text

function termTest<Row>(token: Token, by: Searchable<Row>): Test<Row> {
  const { field } = token
  if (field === null) {
    const wanted = token.value.toLowerCase()
    if (!wanted.endsWith('*'))
      return (row) => by.text(row).some((text) => text?.toLowerCase().includes(wanted) ?? false)
    const start = wanted.slice(0, -1)
    return (row) => by.text(row).some((text) => text !== null && beginsAWord(text, start))
  }
  const read = by.fields[field]
  if (read === undefined) {
    throw new TopLevelError(
      `The stand-in store cannot search this list by "${field}"; it knows: ${Object.keys(by.fields).join(', ')}`,
      'STAND_IN_NOT_MODELLED',
    )
  }
  if (by.times.has(field)) return timeTest(token, read)
  return (row) => matches(read(row), token)
}

/** The text itself, or one of its words, begins so. */
const beginsAWord = (text: string, start: string): boolean => {
  const low = text.toLowerCase()
  return (
    low.startsWith(start) ||
    low.split(/[^\p{L}\p{M}\p{N}]+/u).some((word) => word.startsWith(start))
  )
}

function timeTest<Row>(token: Token, read: (row: Row) => SearchValue): Test<Row> {
  const wanted = seconds(token.value === 'now' ? new Date().toISOString() : token.value)
  if (Number.isNaN(wanted)) {
    throw new TopLevelError(`Invalid time in search query: ${token.value}`, 'BAD_REQUEST')
  }
  return (row) => {
    const value = read(row)
    return typeof value === 'string' && holds(seconds(value), token.operator, wanted)
  }
}

const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000)

function holds(value: number, operator: Token['operator'], wanted: number): boolean {
  switch (operator) {
    case ':':
      return value === wanted
    case '>':
      return value > wanted
    case '>=':
      return value >= wanted
    case '<':
      return value < wanted
    case '<=':
      return value <= wanted
  }
}

function matches(value: SearchValue, token: Token): boolean {
  if (value === null) return false
  if (typeof value === 'number') {
    return token.value.split(',').some((one) => holds(value, token.operator, numberIn(one)))
  }
  if (typeof value === 'boolean') return String(value) === token.value
  const texts = typeof value === 'string' ? [value] : value
  return token.value
    .toLowerCase()
    .split(',')
    .some((wanted) => texts.some((text) => textMatches(text.toLowerCase(), wanted)))
}

/** "gid://shopify/Order/12" and "12" are the same id. */
const numberIn = (text: string): number => Number(text.slice(text.lastIndexOf('/') + 1))

function textMatches(text: string, wanted: string): boolean {
  if (wanted === '*') return text !== ''
  if (wanted.endsWith('*')) return text.startsWith(wanted.slice(0, -1))
  return text === wanted
}

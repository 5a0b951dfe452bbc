import { Link } from '@remix-run/react'
import { Card } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { showMoney } from '../../kernel/money.ts'

interface Side {
  readonly id: string
  readonly name: string
  readonly placedAt: string
  readonly customer: string
  readonly email: string
  readonly phone: string
  readonly address: readonly string[]
  readonly lines: readonly string[]
  readonly totalMinor: string
  readonly currency: string
  readonly financialStatus: string
  readonly channel: string
}

interface SideBySideProps {
  readonly first: Side
  readonly later: Side
  readonly timeZone: string
}

const rowsOf = (timeZone: string) =>
  [
    ['Placed', (one: Side) => [showInstant(one.placedAt, 'en', timeZone)]],
    ['Customer', (one: Side) => [one.customer]],
    ['E-mail', (one: Side) => [one.email || '–']],
    ['Phone', (one: Side) => [one.phone || '–']],
    ['Address', (one: Side) => (one.address.length > 0 ? one.address : ['–'])],
    ['Goods', (one: Side) => one.lines],
    [
      'Total',
      (one: Side) => [showMoney({ minor: BigInt(one.totalMinor), currency: one.currency })],
    ],
    ['Payment', (one: Side) => [one.financialStatus.replaceAll('_', ' ') || '–']],
    ['Channel', (one: Side) => [one.channel || '–']],
  ] as const

/** Each fact of both orders; those that differ say so. */
export function SideBySide({ first, later, timeZone }: SideBySideProps) {
  return (
    <Card>
      <table className="ow-sides">
        <thead>
          <tr>
            <td />
            {[first, later].map((one, at) => (
              <th key={one.id} scope="col">
                <Link to={`/app/orders/${one.id}`}>{one.name}</Link>
                <span>{at === 0 ? 'Earlier' : 'Later, held'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(timeZone).map(([label, read]) => {
            const [a, b] = [read(first), read(later)]
            const same = a.join('\n') === b.join('\n')
            return (
              <tr key={label} className={same ? undefined : 'ow-differs'}>
                <th scope="row">
                  {label}
                  <span>{same ? 'the same' : 'differs'}</span>
                </th>
                {[a, b].map((texts, at) => (
                  <td key={at === 0 ? first.id : later.id}>
                    {texts.map((text) => (
                      <div dir="auto" key={text}>
                        {text}
                      </div>
                    ))}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}

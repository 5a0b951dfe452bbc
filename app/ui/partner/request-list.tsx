import { showDistance, showInstant } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'

interface ListedRequest {
  readonly id: string
  readonly number: string
  readonly country: string
  readonly pieces: number
  readonly words: string
  readonly tone: 'wait' | 'good' | 'plain'
  readonly dueAt: Date | null
  readonly shipBy: Date | null
}
interface ListTab {
  readonly key: string
  readonly label: string
  readonly count: number
}

export interface RequestListProps {
  readonly tabs: readonly ListTab[]
  readonly current: string
  readonly rows: readonly ListedRequest[]
  readonly now: Date
  readonly timeZone: string
}

const nothing: Readonly<Record<string, string>> = {
  answer: 'Nothing waits for an answer.',
  ship: 'Nothing waits to be shipped.',
  done: 'Nothing was finished yet.',
}

/** A partner's requests: what waits for a word, what is to be sent, what is over. */
export function RequestList({ tabs, current, rows, now, timeZone }: RequestListProps) {
  return (
    <>
      <h1>Requests</h1>
      <p className="soft">The most urgent first. Times are those of {timeZone}.</p>
      <nav className="tabs" aria-label="Requests by state">
        {tabs.map((tab) => (
          <a
            key={tab.key}
            href={`/partner?show=${tab.key}`}
            {...(tab.key === current ? { 'aria-current': 'page' as const } : {})}
          >
            {tab.label} <b>{tab.count}</b>
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <p className="card empty">{nothing[current]}</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              <a href={`/partner/requests/${row.id}`}>
                <span className="number">{row.number}</span>
                <span className="due">
                  <DueChip at={row.dueAt} now={now} timeZone={timeZone} />
                </span>
                <span className="soft">
                  {howMany(row.pieces, 'piece')} to {row.country || 'nowhere'}
                  {row.shipBy && current !== 'done'
                    ? `, ship by ${showInstant(row.shipBy.toISOString(), 'en-GB', timeZone)}`
                    : ''}
                </span>
                <span className="due">
                  <span className={`chip ${row.tone}`}>{row.words}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** When something is due; red once it is late. */
export function DueChip({
  at,
  now,
  timeZone,
}: {
  readonly at: Date | null
  readonly now: Date
  readonly timeZone: string
}) {
  if (!at) return null
  const iso = at.toISOString()
  const late = at.getTime() < now.getTime()
  return (
    <time dateTime={iso} title={showInstant(iso, 'en-GB', timeZone)}>
      {late ? (
        <span className="chip late">late, {showDistance(iso, now)}</span>
      ) : (
        <span className="soft">due {showDistance(iso, now)}</span>
      )}
    </time>
  )
}

import type { ShownLine } from './shown-request.ts'

/** The reasons for a rejection, behind a fold: accepting is the usual answer. */
export function RejectForm({
  action,
  reasons,
}: {
  readonly action: string
  readonly reasons: Readonly<Record<string, string>>
}) {
  return (
    <details>
      <summary>Reject instead</summary>
      <form method="post" action={action}>
        <div className="field">
          <label htmlFor="reason">Why</label>
          <select id="reason" name="reason">
            {Object.entries(reasons).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="note">
            In your words <small>(if it helps)</small>
          </label>
          <textarea id="note" name="note" maxLength={500} />
        </div>
        <button className="stop" type="submit" name="answer" value="reject">
          Reject
        </button>
      </form>
    </details>
  )
}

/** The shop wants it back: yes or no. */
export function CancelForm({ action }: { readonly action: string }) {
  return (
    <section className="card">
      <p className="notice warn">The shop asks you not to send this any more.</p>
      <form method="post" action={action} className="actions">
        <button type="submit" name="answer" value="confirm_cancel">
          Stopped, nothing is sent
        </button>
        <button className="plain" type="submit" name="answer" value="refuse_cancel">
          Too late, it goes out
        </button>
      </form>
    </section>
  )
}

/** Carrier, tracking numbers, and what left when it was not everything. */
export function ShipForm({
  action,
  lines,
  typed,
}: {
  readonly action: string
  readonly lines: readonly ShownLine[]
  readonly typed: Readonly<Record<string, string>>
}) {
  return (
    <section className="card">
      <h2>Report as shipped</h2>
      <form method="post" action={action}>
        <div className="field">
          <label htmlFor="carrier">Carrier</label>
          <input
            id="carrier"
            name="carrier"
            type="text"
            required
            maxLength={60}
            defaultValue={typed['carrier']}
            placeholder="DHL"
          />
        </div>
        <div className="field">
          <label htmlFor="tracking">
            Tracking numbers <small>(one a line, one for each parcel)</small>
          </label>
          <textarea id="tracking" name="tracking" defaultValue={typed['tracking']} />
        </div>
        <table>
          <thead>
            <tr>
              <th scope="col">Left with it</th>
              <th scope="col" className="n">
                Pieces
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.lineId}>
                <td className="break">
                  <label htmlFor={`line-${line.lineId}`} dir="auto">
                    {line.title} <small>{line.sku}</small>
                  </label>
                </td>
                <td className="n">
                  <input
                    id={`line-${line.lineId}`}
                    name={`line:${line.lineId}`}
                    type="number"
                    inputMode="numeric"
                    min={0}
                    max={line.quantity}
                    defaultValue={typed[`line:${line.lineId}`] ?? line.quantity}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="actions">
          <button type="submit" name="answer" value="ship">
            Report as shipped
          </button>
        </div>
      </form>
    </section>
  )
}

/** The door of the portal: one field for the code the shop gave. */
export function SignIn({ wrong, to }: { readonly wrong: boolean; readonly to: string }) {
  return (
    <div className="narrow">
      <h1>Partner sign-in</h1>
      <p className="soft">For those who pack and ship for a shop that uses Orderwright.</p>
      <form className="card" method="post" action="/partner/sign-in">
        {wrong && (
          <p className="notice bad" role="alert">
            This code does not open anything. Codes begin with owc_; a new one from the shop makes
            the one before worthless.
          </p>
        )}
        <input type="hidden" name="to" value={to} />
        <div className="field">
          <label htmlFor="code">Your code</label>
          <input
            id="code"
            name="code"
            type="password"
            autoComplete="current-password"
            spellCheck={false}
            required
          />
        </div>
        <button type="submit">Sign in</button>
      </form>
      <p className="soft">No code? The shop makes it on its page about you, under Partners.</p>
    </div>
  )
}

/** Colours with at least 4.5:1 contrast on the sheet, in light and in dark mail programs. */
export const colour = {
  page: '#f1f2f4',
  sheet: '#ffffff',
  ink: '#1c2024',
  quiet: '#5c6570',
  link: '#1756a9',
  rule: '#dfe3e8',
  button: '#1756a9',
  onButton: '#ffffff',
  box: '#f6f7f9',
} as const

/** Fonts every mail program has; nothing is fetched. */
export const font = {
  fontFamily: "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
} as const

/** For programs that follow the reader's dark mode; the others show the light colours of the styles. */
export const darkMode = `
@media (prefers-color-scheme: dark) {
  .page { background: #16181b !important; }
  .sheet { background: #22262b !important; }
  .ink, .ink * { color: #f1f2f4 !important; }
  .quiet { color: #a9b2bd !important; }
  .link { color: #8ab8f5 !important; }
  .rule { border-color: #3a4048 !important; }
  .box { background: #2b3037 !important; }
}
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .sheet { border-radius: 0 !important; padding: 24px 16px !important; }
  .button { display: block !important; text-align: center !important; }
}`

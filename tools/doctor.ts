import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

/**
 * Shopify's own check of an app (`shopify app doctor`), without a network and without an account. Fails on any finding,
 * and when a rule that could read this app no longer runs. Which it cannot read, and what stands for them: docs/security.md.
 */
const mustRun = ['MISSING_COMPLIANCE_WEBHOOKS', 'INSECURE_WEBHOOK_URL', 'COMMITTED_SECRET']

const answer = z.object({
  scan: z.object({
    issues: z.array(z.unknown()),
    scan: z.object({
      files_scanned: z.number(),
      checks_executed: z.array(z.object({ id: z.string(), status: z.string() })),
    }),
  }),
})

const asked = ['app', 'doctor', '--path', '.', '--json', '--skip-instructions', '--blocking', 'low']
const { stdout } = await promisify(execFile)('shopify', asked, {
  env: { ...process.env, SHOPIFY_CLI_NO_ANALYTICS: '1', NO_UPDATE_NOTIFIER: '1', CI: '1' },
  maxBuffer: 64 * 1024 * 1024,
}).catch((fault: unknown) => {
  // With findings it ends with 1, and says them all the same.
  if (typeof fault === 'object' && fault !== null && 'stdout' in fault)
    return { stdout: String(fault.stdout) }
  throw fault
})
const { issues, scan } = answer.parse(JSON.parse(stdout)).scan
const ran = scan.checks_executed.filter(({ status }) => status === 'executed').map(({ id }) => id)
const left = mustRun.filter((id) => !ran.includes(id))
for (const issue of issues) console.log(JSON.stringify(issue, null, 2))
if (left.length > 0) console.log(`did not run: ${left.join(', ')}`)
console.log(`${scan.files_scanned} files read, ${ran.length} rules ran, ${issues.length} findings`)
process.exit(issues.length + left.length > 0 ? 1 : 0)

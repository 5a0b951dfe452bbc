import { z } from 'zod'

/** 32 bytes in base64: `openssl rand -base64 32`. */
export const key32 = z
  .string()
  .refine(
    (text) => Buffer.from(text, 'base64').length === 32,
    'must be 32 bytes in base64 (openssl rand -base64 32)',
  )

const shape = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /**
   * Proxies in front that add to X-Forwarded-For; what they did not add is ignored. Has to be said where the app is
   * reached by https: somebody in front of it ends that, and without this everybody would seem to come from there.
   */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).optional(),
  /** Connection of web and jobs, as the role app_rw. */
  DATABASE_URL: z.string().min(1),
  /** Connection of migrations and the queue runner, as the owner. */
  OWNER_DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(12),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(16),
  /** Signs deliveries for up to an hour after the secret was rotated. */
  SHOPIFY_OLD_API_SECRET: z.string().min(16).optional(),
  SHOPIFY_APP_URL: z.url(),
  SCOPES: z.string().min(1),
  /** Wraps every shop's data key. */
  MASTER_KEY: key32,
  /** Opens data keys beside MASTER_KEY while that is rotated. */
  OLD_MASTER_KEY: key32.optional(),
  /** Signs the links that customers get. */
  LINK_KEY: key32,
  /** What it was before, while links and sessions signed by it are still out. */
  LINK_KEY_PREVIOUS: key32.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3),
  /** Who may read /metrics, as bearer; unset: only this machine itself. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Where a worker answers /healthz, /readyz and /metrics; unset: nowhere. Web answers them at PORT. */
  WORKER_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Collector that takes traces as OTLP over HTTP, `http://host:4318`; unset: none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('orderwright'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Where the log goes instead of standard output. */
  LOG_FILE: z.string().min(1).optional(),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(6),
  /** Only these jobs, by their names with commas between; all of them unless set. See docs/scale.md. */
  WORKER_TASKS: z.string().min(1).optional(),
  /** Threads for planners in this process at most, and the heap of each; see docs/planning.md. */
  PLANNER_THREADS: z.coerce.number().int().min(1).max(16).default(1),
  PLANNER_MEMORY_MB: z.coerce.number().int().min(64).max(4096).default(384),
  /** How often every store is re-read for what its deliveries missed. */
  SWEEP_EVERY_SECONDS: z.coerce.number().int().min(5).max(600).default(600),
  /** How long things are kept, where it is not the default: `mails=90,labels=30`; docs/privacy.md has the kinds. */
  RETENTION_DAYS: z.string().default(''),
  /** How often a parcel's carrier is asked when it sends no events of its own. */
  TRACKING_POLL_SECONDS: z.coerce.number().int().min(1).default(3600),
  /** Stand-in store of demo and tests: all calls to *.myshopify.com go there. Never set in production. */
  STAND_IN_STORE_URL: z.url().optional(),
  APP_BRIDGE_URL: z.url().optional(),
  /** Stand-in carrier's address; the carrier is offered only when it is set. */
  STAND_IN_CARRIER_URL: z.url().optional(),
  STAND_IN_CARRIER_SECRET: z.string().min(16).optional(),
  /** A further origin that may frame the app, beside Shopify's own. */
  EXTRA_FRAME_ANCESTOR: z.url().optional(),
  /** Lets partner endpoints be on this machine; for demo and tests only. */
  ALLOW_PRIVATE_PARTNER_ADDRESSES: z.stringbool().default(false),
})

const complete = shape
  .refine(
    (config) => config.TRUSTED_PROXIES !== undefined || !/^https:/i.test(config.SHOPIFY_APP_URL),
    {
      path: ['TRUSTED_PROXIES'],
      error: 'must say how many proxies in front add to X-Forwarded-For (0 where none does)',
      when: () => true,
    },
  )
  .transform((config) => ({ ...config, TRUSTED_PROXIES: config.TRUSTED_PROXIES ?? 0 }))

export type Environment = Readonly<Record<string, string | undefined>>
export type Config = Readonly<z.infer<typeof complete>>

/**
 * Reads the environment, once, at start.
 * @throws Error that names every missing or bad variable, and never prints a value.
 */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = complete.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not complete. See docs/running.md.\n${lines.join('\n')}`)
}

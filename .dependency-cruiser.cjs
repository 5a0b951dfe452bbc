/** Each layer of app/ may import itself and what is listed; anything else is refused. */
const layers = {
  kernel: [],
  platform: ['kernel'],
  journey: ['kernel', 'platform'],
  providers: ['kernel', 'platform'],
  stages: ['kernel', 'platform', 'journey', 'providers'],
  ui: ['kernel', 'journey'],
  wiring: ['kernel', 'platform', 'journey', 'providers', 'stages'],
  routes: ['kernel', 'platform', 'journey', 'stages', 'ui', 'wiring'],
}
const isTest = '(\\.test|for-tests)\\.tsx?$'
const pure = { path: '^app/(kernel|journey|stages)/', pathNot: `\\.server\\.tsx?$|\\.tsx$|${isTest}` }
const direction = Object.entries(layers).map(([layer, may]) => ({
  name: `${layer}-may-import-${may.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^app/${layer}/`, pathNot: isTest },
  to: { path: '^(app/[^/]+/|tests/|tools/)', pathNot: `^app/(${[layer, ...may].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...direction,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'stages-never-import-each-other',
      severity: 'error',
      from: { path: '^app/stages/([^/]+)/', pathNot: isTest },
      to: { path: '^app/stages/', pathNot: '^app/stages/$1/' },
    },
    {
      name: 'a-stage-has-one-door',
      severity: 'error',
      from: { pathNot: '^app/stages/' },
      to: { path: '^app/stages/[^/]+/', pathNot: '^app/stages/[^/]+/index(\\.server)?\\.tsx?$' },
    },
    {
      name: 'stages-know-contracts-not-adapters',
      severity: 'error',
      from: { path: '^app/(stages|routes)/', pathNot: isTest },
      to: { path: '^app/providers/[^/]+/[^/]+/' },
    },
    {
      name: 'adapters-never-import-each-other',
      severity: 'error',
      from: { path: '^app/providers/([^/]+)/([^/]+)/' },
      to: { path: '^app/providers/[^/]+/[^/]+/', pathNot: '^app/providers/$1/$2/' },
    },
    {
      name: 'pure-files-do-no-io',
      severity: 'error',
      from: pure,
      to: {
        path: '\\.server\\.tsx?$|^app/platform/|node_modules/(pg|@prisma|graphile-worker|@shopify|msw)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-node-builtins-in-pure-files', severity: 'error', from: pure, to: { dependencyTypes: ['core'] } },
    {
      name: 'generated-client-stays-in-platform',
      severity: 'error',
      from: { path: '^(app|tests|tools)/', pathNot: '^app/platform/' },
      to: { path: '^app/platform/prisma/' },
    },
    {
      name: 'the-app-never-imports-its-tests',
      severity: 'error',
      from: { path: '^app/', pathNot: isTest },
      to: { path: '^(tests|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^app/platform/prisma' },
    exclude: { path: '^(build|extensions)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Page, Text } from '@shopify/polaris'
import { decimalOf } from '../kernel/money.ts'
import { changeStockRules, readStockRules } from '../stages/stock/index.server.ts'
import { readCost } from '../stages/stock/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { RulesForm } from '../ui/stock/rules-form.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const currencyOf = async (id: string) =>
  (await services().db.shop.findUniqueOrThrow({ where: { id }, select: { currency: true } }))
    .currency

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.plan')
  const rules = await readStockRules(services(), shop)
  const currency = await currencyOf(shop)
  const show = (minor: number) => decimalOf({ minor: BigInt(minor), currency })
  return {
    ...{ rules, currency },
    limits: { floor: show(rules.floorUpToMinor), office: show(rules.officeUpToMinor) },
  }
}

const numbers = [
  'shareA',
  'shareB',
  'countDaysA',
  'countDaysB',
  'countDaysC',
  'countsAtOnce',
  'recountFromPieces',
  'lookBackDays',
  'leadDays',
  'coverDays',
  'safetyDays',
] as const

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.plan')
  const form = await readForm(request)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const number = (name: string) => (text(name) === '' ? Number.NaN : Number(text(name)))
  const currency = await currencyOf(shop)
  const rows = (prefix: string, names: readonly string[]) => {
    const columns = names.map((name) => form.getAll(`${prefix}.${name}`).map(String))
    return (columns[0] ?? []).map((_, at) =>
      Object.fromEntries(names.map((name, column) => [name, columns[column]?.[at] ?? ''])),
    )
  }
  const saved = await changeStockRules(services(), shop, {
    blind: form.get('blind') === 'on',
    zeroChecks: form.get('zeroChecks') === 'on',
    ...Object.fromEntries(numbers.map((name) => [name, number(name)])),
    floorUpToMinor: readCost(text('floor'), currency) ?? Number.NaN,
    officeUpToMinor: readCost(text('office'), currency) ?? Number.NaN,
    inspection: rows('inspection', ['vendor', 'sku', 'check', 'nth']).map((one) => ({
      ...one,
      nth: Number(one['nth'] || 5),
    })),
    putAway: rows('putAway', [
      ...['productType', 'vendor', 'tag', 'sales', 'fromGrams', 'fromPieces', 'zone', 'kind'],
    ]).map((one) => ({
      ...one,
      ...{ fromGrams: Number(one['fromGrams'] || 0), fromPieces: Number(one['fromPieces'] || 0) },
    })),
  })
  return saved.ok
    ? data({ ok: true, fields: {} })
    : data({ ok: false, fields: saved.refusal }, { status: 409 })
}

/** How a shop wants its goods received, put away, counted and ordered. */
export default function Rules() {
  const { rules, limits, currency } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page title="Rules of stock">
      <BlockStack gap="400">
        {answer?.ok && <Banner tone="success" title="Saved. It holds from now on." />}
        {answer && !answer.ok && (
          <Banner tone="critical" title="Nothing was saved">
            {Object.entries(answer.fields).map(([field, words]) => (
              <Text as="p" key={field}>
                {field}: {String(words)}
              </Text>
            ))}
          </Banner>
        )}
        <RulesForm rules={rules} limits={limits} currency={currency} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError

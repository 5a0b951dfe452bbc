import { Form, useNavigation } from '@remix-run/react'
import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'

type NumberName = (typeof countFields)[number]['name'] | (typeof orderFields)[number]['name']

interface ShownRules extends Readonly<Record<NumberName, number>> {
  readonly blind: boolean
  readonly zeroChecks: boolean
  readonly inspection: readonly {
    readonly vendor: string
    readonly sku: string
    readonly check: string
    readonly nth: number
  }[]
  readonly putAway: readonly {
    readonly productType: string
    readonly vendor: string
    readonly tag: string
    readonly sales: string
    readonly fromGrams: number
    readonly fromPieces: number
    readonly zone: string
    readonly kind: string
  }[]
}

interface RulesFormProps {
  readonly rules: ShownRules
  readonly limits: { readonly floor: string; readonly office: string }
  readonly currency: string
}

const checks = [
  { value: 'all', label: 'Every delivery' },
  { value: 'every_nth', label: 'One delivery of so many' },
  { value: 'none', label: 'None' },
]
const sales = [
  { value: '', label: 'Whatever sells' },
  { value: 'A', label: 'Best sellers (A)' },
  { value: 'B', label: 'B' },
  { value: 'C', label: 'Hardly sold (C)' },
]
const kinds = [
  { value: 'pick', label: 'Pick bins' },
  { value: 'reserve', label: 'Reserve' },
]

const countFields = [
  { name: 'shareA', label: 'A sells, % of all pieces' },
  { name: 'shareB', label: 'A and B sell, %' },
  { name: 'countDaysA', label: 'Count A every, days' },
  { name: 'countDaysB', label: 'Count B every, days' },
  { name: 'countDaysC', label: 'Count C every, days' },
  { name: 'countsAtOnce', label: 'Planned counts open at once' },
  { name: 'recountFromPieces', label: 'Counted twice from pieces off' },
] as const
const orderFields = [
  { name: 'lookBackDays', label: 'Sales looked back at, days' },
  { name: 'leadDays', label: 'From order to shelf, days' },
  { name: 'coverDays', label: 'An order should last, days' },
  { name: 'safetyDays', label: 'Kept against surprises, days' },
] as const

export function RulesForm({ rules, limits, currency }: RulesFormProps) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post">
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Receiving
            </Text>
            <Ticked
              name="blind"
              label="Who receives does not see how many should come"
              was={rules.blind}
            />
            <Text as="h3" variant="headingSm">
              What is looked at before it may be sold
            </Text>
            <Rows
              prefix="inspection"
              add="Add a plan"
              columns={[
                { name: 'vendor', label: 'From (vendor)' },
                { name: 'sku', label: 'Article (SKU)' },
                { name: 'check', label: 'Look at', options: checks },
                { name: 'nth', label: 'One of so many' },
              ]}
              rows={rules.inspection.map((one) => ({ ...one, nth: String(one.nth) }))}
              empty={{ vendor: '', sku: '', check: 'all', nth: '5' }}
            />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Putting away
            </Text>
            <Text as="p" tone="subdued">
              The first rule that fits says where. What is left empty fits everything. Without a
              rule goods go to their own, to empty, then to any bin with room.
            </Text>
            <Rows
              prefix="putAway"
              add="Add a rule"
              columns={[
                { name: 'productType', label: 'Product type' },
                { name: 'vendor', label: 'Vendor' },
                { name: 'tag', label: 'Tag' },
                { name: 'sales', label: 'Sells', options: sales },
                { name: 'fromGrams', label: 'From grams' },
                { name: 'fromPieces', label: 'From pieces' },
                { name: 'zone', label: 'Zone' },
                { name: 'kind', label: 'Into', options: kinds },
              ]}
              rows={rules.putAway.map((one) => ({
                ...one,
                fromGrams: String(one.fromGrams || ''),
                fromPieces: String(one.fromPieces || ''),
              }))}
              empty={{
                ...{ productType: '', vendor: '', tag: '', sales: '', fromGrams: '' },
                ...{ fromPieces: '', zone: '', kind: 'pick' },
              }}
            />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Counting
            </Text>
            <Numbers fields={countFields} rules={rules} />
            <FormLayout>
              <FormLayout.Group>
                <Kept name="floor" label={`Booked at once up to, ${currency}`} was={limits.floor} />
                <Kept
                  name="office"
                  label={`The office decides up to, ${currency}`}
                  was={limits.office}
                />
              </FormLayout.Group>
            </FormLayout>
            <Ticked
              name="zeroChecks"
              label="Look into bins that should be empty"
              was={rules.zeroChecks}
            />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Ordering
            </Text>
            <Numbers fields={orderFields} rules={rules} />
          </BlockStack>
        </Card>
        <div className="ow-inset">
          <InlineStack>
            <Button submit variant="primary" loading={busy}>
              Save
            </Button>
          </InlineStack>
        </div>
      </BlockStack>
    </Form>
  )
}

function Ticked({
  name,
  label,
  was,
}: {
  readonly name: string
  readonly label: string
  readonly was: boolean
}) {
  const [checked, setChecked] = useState(was)
  return <Checkbox name={name} label={label} checked={checked} onChange={setChecked} />
}

function Kept({
  name,
  label,
  was,
}: {
  readonly name: string
  readonly label: string
  readonly was: string
}) {
  const [value, setValue] = useState(was)
  return (
    <TextField name={name} label={label} value={value} onChange={setValue} autoComplete="off" />
  )
}

function Numbers({
  fields,
  rules,
}: {
  readonly fields: readonly { readonly name: NumberName; readonly label: string }[]
  readonly rules: ShownRules
}) {
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        {fields.map(({ name, label }) => (
          <Kept key={name} name={name} label={label} was={String(rules[name])} />
        ))}
      </FormLayout.Group>
    </FormLayout>
  )
}

interface RowsProps {
  readonly prefix: string
  readonly add: string
  readonly columns: readonly {
    readonly name: string
    readonly label: string
    readonly options?: readonly { readonly value: string; readonly label: string }[]
  }[]
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly empty: Readonly<Record<string, string>>
}

/** Rules in their order, each a row of fields. */
function Rows({ prefix, add, columns, rows: saved, empty }: RowsProps) {
  const [rows, setRows] = useState(() => saved.map((row, key) => ({ key, row })))
  const change = (key: number, name: string, value: string) =>
    setRows((before) =>
      before.map((one) => (one.key === key ? { key, row: { ...one.row, [name]: value } } : one)),
    )
  return (
    <BlockStack gap="300">
      {rows.map(({ key, row }, at) => (
        <div className="ow-rule" key={key}>
          {columns.map(({ name, label, options }) => {
            const shared = {
              name: `${prefix}.${name}`,
              label,
              value: row[name] ?? '',
              onChange: (value: string) => change(key, name, value),
            }
            return options ? (
              <Select key={name} {...shared} options={[...options]} />
            ) : (
              <TextField key={name} {...shared} autoComplete="off" maxLength={100} />
            )
          })}
          <Button
            accessibilityLabel={`Remove rule ${at + 1}`}
            onClick={() => setRows((before) => before.filter((one) => one.key !== key))}
          >
            Remove
          </Button>
        </div>
      ))}
      <InlineStack>
        <Button
          onClick={() =>
            setRows((before) => [...before, { key: (before.at(-1)?.key ?? -1) + 1, row: empty }])
          }
        >
          {add}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}

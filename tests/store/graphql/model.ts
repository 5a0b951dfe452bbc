/**
 * What stands behind the schema: for each type, a function for each field it models.
 * A field that is in the schema and not here fails with NotModelled; it is never null by silence.
 */
import type { GraphQLResolveInfo } from 'graphql'
import type { StoreContext } from '../http.ts'
import type { World } from '../world.ts'
import { NotModelled } from './errors.ts'

export interface Ctx {
  readonly world: World
  readonly store: StoreContext
  /** True inside a bulk operation: connections need no `first` and give everything. */
  readonly bulk: boolean
}

/** The method's bivariance lets a model name the source and the arguments it gets. */
interface FieldMethod {
  resolve(source: unknown, args: unknown, ctx: Ctx, info: GraphQLResolveInfo): unknown
}
type Field = FieldMethod['resolve']
type Fields = Readonly<Record<string, Field>>

const models = new Map<string, Fields>()

/** The model of one type. `Source` is what its fields get to work from. */
export function model<Source>(
  type: string,
  fields: Readonly<
    Record<
      string,
      {
        bivariant(source: Source, args: never, ctx: Ctx, info: GraphQLResolveInfo): unknown
      }['bivariant']
    >
  >,
): void {
  models.set(type, { ...models.get(type), ...fields })
}

/** What is modelled, type by type: a test holds it against the schema. */
export const modelledFields = (): ReadonlyMap<string, readonly string[]> =>
  new Map([...models].map(([type, fields]) => [type, Object.keys(fields)]))

/** An argument that would change the answer and that the store does not heed. @throws NotModelled when it is given */
export function unheeded(args: object, names: readonly string[], field: string): void {
  for (const name of names) {
    const given: unknown = Reflect.get(args, name)
    if (given != null) throw new NotModelled(`${field}(${name}: ${JSON.stringify(given)})`)
  }
}

/** Types whose objects are given whole, field by field, by whoever makes them. */
const plainNames =
  /(Payload|Connection|Edge|UserError|CancelError|SupportedAction|Result)$|^(AccessScope|Attribute|Count|CustomerEmailAddress|CustomerPhoneNumber|Domain|FulfillmentOrderDestination|FulfillmentTrackingInfo|Image|InventoryChange|InventoryQuantity|Job|LocationAddress|MediaImage|MediaPreviewImage|MoneyBag|MoneyV2|OrderCancellation|OrderRiskAssessment|OrderRiskSummary|PageInfo|PickupInStoreLocation|DraftOrderShippingRate|ShippingRate|ProductOption|ProductPriceRangeV2|ReturnDecline|ReturnReasonDefinition|ReturnShippingFee|RiskFact|SelectedOption|ShopAddress|ShopPlan|TaxLine|UserError|Weight)$/

const isPlain = (type: string): boolean => plainNames.test(type)

/** Whether a query may ask for the field at all. */
export function isModelled(type: string, field: string): boolean {
  const fields = models.get(type)
  return fields === undefined ? isPlain(type) : field in fields || isPlain(type)
}

/** The one field resolver of every execution. */
export function resolveField(
  source: unknown,
  args: unknown,
  ctx: Ctx,
  info: GraphQLResolveInfo,
): unknown {
  const type = info.parentType.name
  const found = models.get(type)?.[info.fieldName]
  if (found !== undefined) return found(source, args, ctx, info)
  if (isObject(source)) {
    const value = Reflect.get(source, info.fieldName)
    if (value !== undefined) return value
  }
  throw new NotModelled(`${type}.${info.fieldName}`)
}

/** Records say what they are in `type`. */
export function resolveType(source: unknown): string {
  const type = isObject(source) ? Reflect.get(source, 'type') : undefined
  if (typeof type === 'string') return type
  throw new NotModelled(`the kind of ${JSON.stringify(source)}`)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

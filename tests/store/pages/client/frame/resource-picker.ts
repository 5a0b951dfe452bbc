import { openSheet } from './dialogs.ts'
import { make } from './dom.ts'

interface Variant {
  readonly id: string
  readonly title: string
  readonly sku: string | null
  readonly price: string
}
interface Product {
  readonly id: string
  readonly title: string
  readonly images: readonly { readonly originalSrc: string }[]
  readonly variants: readonly Variant[]
}

interface Options {
  readonly type: string
  readonly multiple: boolean | number
  readonly query: string
  readonly action: string
  readonly withVariants: boolean
  readonly chosen: ReadonlySet<string>
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const idsIn = (value: unknown): string[] =>
  !Array.isArray(value)
    ? []
    : value.flatMap((one: unknown) =>
        isObject(one) ? [String(one['id']), ...idsIn(one['variants'])] : [],
      )

function readOptions(detail: unknown): Options {
  const given = isObject(detail) ? detail : {}
  const type = String(given['type'] ?? 'product')
  if (type !== 'product' && type !== 'variant') {
    throw new Error(`the stand-in’s resource picker has products and variants, not "${type}"`)
  }
  const { multiple, filter } = given
  return {
    type,
    multiple: typeof multiple === 'number' || typeof multiple === 'boolean' ? multiple : false,
    query: String(given['query'] ?? ''),
    action: given['action'] === 'select' ? 'Select' : 'Add',
    withVariants: !isObject(filter) || filter['variants'] !== false,
    chosen: new Set(idsIn(given['selectionIds'])),
  }
}

interface Choice {
  readonly row: HTMLLabelElement
  readonly box: HTMLInputElement
  readonly product: Product
  readonly variant: Variant | null
}

function makeChoice(options: Options, product: Product, variant: Variant | null): Choice {
  const box = make('input')
  box.type =
    options.multiple === false && variant === null && options.type === 'product'
      ? 'radio'
      : 'checkbox'
  box.name = box.type === 'radio' ? 'product' : (variant ?? product).id
  box.checked = options.chosen.has((variant ?? product).id)
  const row = make('label', { className: variant ? 'choice variant' : 'choice' }, box)
  const picture = product.images[0]
  if (variant === null && picture) {
    const image = make('img')
    image.src = picture.originalSrc
    image.alt = ''
    row.append(image)
  }
  row.append(
    make('span', { text: variant?.title ?? product.title }),
    make('span', { className: 'quiet small', text: variant?.sku ?? '' }),
  )
  return { row, box, product, variant }
}

function choicesOf(options: Options, products: readonly Product[]): Choice[] {
  return products.flatMap((product) => {
    const variants = product.variants.map((variant) => makeChoice(options, product, variant))
    if (options.type === 'variant') return variants
    const whole = makeChoice(options, product, null)
    if (!options.withVariants || variants.length < 2) return [whole]
    for (const { box } of variants) {
      box.addEventListener('change', () => {
        whole.box.checked = variants.some((one) => one.box.checked)
      })
    }
    whole.box.addEventListener('change', () => {
      for (const { box } of variants) box.checked = whole.box.checked
    })
    return [whole, ...variants]
  })
}

/** What the app gets: products with their chosen variants, or variants. */
function chosenOf(options: Options, choices: readonly Choice[]): unknown[] {
  const on = choices.filter(({ box }) => box.checked)
  if (options.type === 'variant') {
    return on.flatMap(({ variant, product }) =>
      variant ? [{ ...variant, product: { id: product.id, title: product.title } }] : [],
    )
  }
  return on
    .filter(({ variant }) => variant === null)
    .map(({ product }) => {
      const picked = on.flatMap((one) =>
        one.product === product && one.variant ? [one.variant] : [],
      )
      return { ...product, variants: picked.length > 0 ? picked : product.variants }
    })
}

/** Asks the merchant for products of the shop. @returns null when they left without choosing. */
export async function pickResources(admin: string, detail: unknown): Promise<unknown[] | null> {
  const options = readOptions(detail)
  const response = await fetch(`${admin}/picker`)
  if (!response.ok) throw new Error(`the picker's products did not come: ${response.status}`)
  const products: readonly Product[] = await response.json()
  const choices = choicesOf(options, products)
  const search = make('input', { className: 'field' })
  search.type = 'search'
  search.placeholder = 'Search products'
  search.setAttribute('aria-label', 'Search products')
  search.value = options.query
  const filter = (): void => {
    const wanted = search.value.trim().toLowerCase()
    for (const { row, product, variant } of choices) {
      const text = `${product.title} ${variant?.title ?? ''} ${variant?.sku ?? ''}`.toLowerCase()
      row.hidden = !text.includes(wanted)
    }
  }
  search.addEventListener('input', filter)
  filter()
  const middle = make('div', { className: 'stack tight' }, search, ...choices.map(({ row }) => row))
  const title = `${options.action} ${options.type === 'variant' ? 'variants' : 'products'}`
  if (!(await openSheet({ title, middle, confirm: options.action }))) return null
  const chosen = chosenOf(options, choices)
  return typeof options.multiple === 'number' ? chosen.slice(0, options.multiple) : chosen
}

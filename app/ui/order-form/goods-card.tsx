import { BlockStack, Button, Card, Text, TextField } from '@shopify/polaris'
import { DeleteIcon } from '@shopify/polaris-icons'
import { type KeyboardEvent, useState } from 'react'
import type { FormLine } from '../../journey/order-form.ts'
import { showMoney } from '../../kernel/money.ts'
import type { ProductOffer, ProductsAnswer } from './answers.ts'
import { lookUp } from './ask-app.ts'
import { AskedFields } from './asked-fields.tsx'
import { fieldId, goTo, lineAt, withProduct } from './fields.ts'
import type { FormPart } from './form-part.ts'
import { type Found, Typeahead } from './typeahead.tsx'

async function findProducts(typed: string): Promise<Found<ProductOffer>> {
  const answer = await lookUp<ProductsAnswer>({ products: typed })
  if (answer.kind === 'products') return { kind: 'offers', offers: answer.offers }
  return {
    kind: 'silent',
    words: answer.kind === 'unreachable' ? 'No connection to the app' : answer.words,
  }
}

const price = (line: Pick<FormLine, 'priceMinor' | 'currency'>, pieces = 1) =>
  showMoney({ minor: BigInt(line.priceMinor) * BigInt(pieces), currency: line.currency })

const stockWords = (left: number | null): string =>
  left === null ? 'Always available' : left === 0 ? 'Sold out' : `${left} in stock`

interface GoodsCardProps {
  readonly part: FormPart
  /** Pieces left by variant, as the store last said. */
  readonly left: Readonly<Record<string, number | null>>
  readonly onPass: () => void
}

/** What is ordered: found by title, SKU or barcode; Enter takes it, its pieces, and on to the next. */
export function GoodsCard({ part, left, onPass }: GoodsCardProps) {
  const { content, change, leave } = part
  const [said, setSaid] = useState('')
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Articles
        </Text>
        {content.lines.length > 0 && (
          <ol className="ow-lines">
            {content.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same article can be ordered in two lines
              <li key={at}>
                <GoodsLine part={part} at={at} line={line} left={left[line.variantGid]} />
              </li>
            ))}
          </ol>
        )}
        <Typeahead
          name="products"
          label="Add an article"
          placeholder="Title, SKU or barcode"
          error={part.problem('products')}
          search={findProducts}
          keyOf={({ variantGid }) => variantGid}
          show={(offer) => <ProductLine offer={offer} />}
          onPick={(offer) => {
            const [next, at] = withProduct(content, offer)
            change(next)
            leave('products')
            setSaid(`${offer.title} added`)
            goTo(`line:${at + 1}`)
          }}
          onPass={onPass}
          nothing="The store sells nothing that is called so"
        />
        <p className="ow-unseen" role="status">
          {said}
        </p>
      </BlockStack>
    </Card>
  )
}

function ProductLine({ offer }: { readonly offer: ProductOffer }) {
  return (
    <>
      <span className="ow-offer-main">
        <GoodsName {...offer} />
        <span>{price(offer)}</span>
      </span>
      <small className={offer.left === 0 ? 'ow-none-left' : ''}>
        {[offer.sku, stockWords(offer.left)].filter(Boolean).join(' · ')}
      </small>
    </>
  )
}

/** Title and variant can be of two scripts: each keeps its own direction, the title stands first. */
function GoodsName({ title, variantTitle }: Pick<FormLine, 'title' | 'variantTitle'>) {
  return (
    <span className="ow-wrap">
      <bdi>{title}</bdi>
      {variantTitle && (
        <>
          , <bdi>{variantTitle}</bdi>
        </>
      )}
    </span>
  )
}

interface GoodsLineProps {
  readonly part: FormPart
  readonly at: number
  readonly line: FormLine
  /** undefined: the store has not said yet, or does not sell it any more. */
  readonly left: number | null | undefined
}

function GoodsLine({ part, at, line, left }: GoodsLineProps) {
  const { content, change, problem, leave } = part
  const name = `line:${at + 1}`
  const setLines = (lines: FormLine[]) => change({ ...content, lines })
  const setPieces = (quantity: number) =>
    setLines(content.lines.map((one, i) => (i === at ? { ...one, quantity } : one)))
  const remove = () => {
    setLines(content.lines.filter((_, i) => i !== at))
    goTo('products')
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const [first] = part.asked.filter(
        ({ place }) => place.line !== null && lineAt(content, place.line) === at,
      )
      if (line.quantity === 0) remove()
      else goTo(first ? first.id : 'products')
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      setPieces(Math.min(9_999, Math.max(0, line.quantity + (event.key === 'ArrowUp' ? 1 : -1))))
    }
  }
  const tooMany = left !== null && left !== undefined && line.quantity > left
  const error = problem(name) ?? (tooMany ? (left === 0 ? 'Sold out' : `Only ${left} left`) : null)
  const counted = content.lines.slice(0, at + 1).filter(({ quantity }) => quantity > 0).length
  return (
    <div className="ow-line">
      <div className="ow-line-goods">
        <Text as="span" fontWeight="semibold">
          <GoodsName {...line} />
        </Text>
        <Text as="span" tone="subdued">
          {[line.sku, price(line), left === undefined ? null : stockWords(left)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field inside */}
      <div className="ow-line-pieces" onKeyDown={onKey}>
        <TextField
          id={fieldId(name)}
          label={`Pieces of ${line.title}`}
          labelHidden
          inputMode="numeric"
          autoComplete="off"
          selectTextOnFocus
          align="right"
          value={line.quantity === 0 ? '' : String(line.quantity)}
          onChange={(text) => setPieces(Number(text.replace(/\D/g, '').slice(0, 4)))}
          onBlur={() => leave(name)}
          {...(error ? { error } : {})}
        />
      </div>
      <span className="ow-line-sum">{price(line, line.quantity)}</span>
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        accessibilityLabel={`Remove ${line.title}`}
        onClick={remove}
      />
      {line.quantity > 0 && <AskedFields part={part} line={counted} />}
    </div>
  )
}

import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { useFile } from '../use-file.ts'

/** Prints or saves the labels behind a path: as PDF to look at and print, as ZPL for a label printer. */
export function LabelButtons({
  path,
  name,
  many = false,
}: {
  /** Answers `?format=pdf` and `?format=zpl`; may have a query already. */
  readonly path: string
  readonly name: string
  readonly many?: boolean
}) {
  const { busy, problem, get } = useFile()
  const at = (format: string) => `${path}${path.includes('?') ? '&' : '?'}format=${format}`
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        <Button loading={busy} onClick={() => void get(at('pdf'), `${name}.pdf`, 'open')}>
          {many ? 'Print labels' : 'Print label'}
        </Button>
        <Button
          loading={busy}
          variant="plain"
          onClick={() => void get(at('zpl'), `${name}.zpl`, 'save')}
        >
          ZPL for a label printer
        </Button>
      </InlineStack>
      {problem && (
        <div role="alert">
          <Text as="p" tone="critical">
            {problem}
          </Text>
        </div>
      )}
    </BlockStack>
  )
}

import { Button, Text } from '@shopify/polaris'
import { usePlace } from '../place.tsx'
import { useFile } from '../use-file.ts'

/** Opens a shipment's packing slip to print it. */
export function SlipButton({ id, number }: { readonly id: string; readonly number: string }) {
  const place = usePlace()
  const { busy, problem, get } = useFile()
  const name = `slip-${number.replace(/[^\w-]/g, '')}.pdf`
  return (
    <>
      <Button loading={busy} onClick={() => void get(`${place}/pack/${id}/slip`, name, 'open')}>
        Packing slip
      </Button>
      {problem !== null && (
        <div role="alert">
          <Text as="p" tone="critical">
            The slip could not be fetched. Load the page again and try once more.
          </Text>
        </div>
      )}
    </>
  )
}

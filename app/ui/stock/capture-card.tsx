import { BlockStack, Card, FormLayout, Select, TextField } from '@shopify/polaris'
import { sameCode } from '../../kernel/same-code.ts'

/** What is said of the next pieces that are scanned. */
export type Capture = {
  readonly quantity: string
  readonly condition: 'good' | 'damaged'
  readonly lot: string
  readonly expiresOn: string
  readonly serial: string
}
export const emptyCapture: Capture = {
  quantity: '1',
  condition: 'good',
  lot: '',
  expiresOn: '',
  serial: '',
}

/**
 * What a scan says of its pieces: a lot and its last day are of the article they were typed for, and are never carried
 * on to the next article unseen.
 * @param last what was scanned before; empty: nothing since they were typed.
 */
export const captureFor = (capture: Capture, code: string, last: string): Capture =>
  last === '' || sameCode(last, code) ? capture : { ...capture, lot: '', expiresOn: '' }

interface CaptureCardProps {
  readonly capture: Capture
  readonly onChange: (capture: Capture) => void
}

/** How many the next scan is, how they are, and what is printed on them. */
export function CaptureCard({ capture, onChange }: CaptureCardProps) {
  const set = (part: Partial<Capture>) => onChange({ ...capture, ...part })
  return (
    <Card>
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label="Pieces a scan"
              type="number"
              inputMode="numeric"
              min={1}
              max={100_000}
              value={capture.quantity}
              onChange={(quantity) => set({ quantity })}
              autoComplete="off"
            />
            <Select
              label="They are"
              value={capture.condition}
              options={[
                { value: 'good', label: 'Good' },
                { value: 'damaged', label: 'Damaged' },
              ]}
              onChange={(value) => set({ condition: value === 'damaged' ? 'damaged' : 'good' })}
            />
          </FormLayout.Group>
          <FormLayout.Group condensed>
            <TextField
              label="Lot"
              value={capture.lot}
              maxLength={60}
              onChange={(lot) => set({ lot })}
              autoComplete="off"
            />
            <TextField
              label="Last day to send"
              type="date"
              value={capture.expiresOn}
              onChange={(expiresOn) => set({ expiresOn })}
              autoComplete="off"
              disabled={capture.lot.trim() === ''}
            />
          </FormLayout.Group>
          <TextField
            label="Serial number"
            value={capture.serial}
            maxLength={120}
            onChange={(serial) => set({ serial })}
            autoComplete="off"
          />
        </FormLayout>
      </BlockStack>
    </Card>
  )
}

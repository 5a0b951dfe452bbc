import { BlockStack, Button, ChoiceList, InlineStack, Modal, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { ShownStop } from './tour-screen.ts'
import type { Doing } from './use-tour.ts'

interface ShortDialogProps {
  readonly stop: ShownStop
  readonly reasons: readonly { readonly value: string; readonly label: string }[]
  readonly onClose: () => void
  readonly act: (doing: Doing) => void
}

/** Why the rest is not taken. The bin is to be counted after it. */
export function ShortDialog({ stop, reasons, onClose, act }: ShortDialogProps) {
  const [reason, setReason] = useState(reasons[0]?.value ?? '')
  const finish = () => {
    act({ intent: 'short', pick: stop.id, version: stop.version, reason })
    onClose()
  }
  return (
    <Modal open onClose={onClose} title={`${stop.open} × ${stop.title} cannot be taken`}>
      <Modal.Section>
        <BlockStack gap="400">
          <ChoiceList
            title="Why?"
            choices={reasons.map((one) => ({ ...one }))}
            selected={[reason]}
            onChange={(chosen) => setReason(chosen[0] ?? reason)}
          />
          <Text as="p" tone="subdued">
            Somebody counts {stop.bin ?? 'what is left'}; what becomes of the rest is said here at
            once.
          </Text>
          <InlineStack gap="200" align="end">
            <Button size="large" onClick={onClose}>
              Back
            </Button>
            <Button size="large" variant="primary" tone="critical" onClick={finish}>
              Go on without
            </Button>
          </InlineStack>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}

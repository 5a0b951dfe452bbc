import { useFetcher } from '@remix-run/react'
import { BlockStack, Card, EmptyState, InlineStack, Page, Text } from '@shopify/polaris'
import type { ComponentProps } from 'react'
import { PdfButton } from '../pdf-button.tsx'
import { usePlace } from '../place.tsx'
import { CameraScan } from '../scan/camera.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { Verdict } from '../scan/verdict.tsx'
import { ComingTogetherCard } from './coming-together-card.tsx'
import { CollectCard, PackList } from './pack-list.tsx'

interface Board {
  readonly waiting: ComponentProps<typeof PackList>['rows']
  readonly comingTogether: ComponentProps<typeof ComingTogetherCard>['rows']
  readonly toCollect: ComponentProps<typeof PackList>['rows']
  readonly more: boolean
  readonly mayPack: boolean
  readonly timeZone: string
  readonly now: string
}

/** The packing bench: scan anything, and its parcel opens. */
export function PackBoardPage({ board }: { readonly board: Board }) {
  const place = usePlace()
  const fetcher = useFetcher<{ ok: boolean; words: string; at: number }>()
  const open = (code: string) => fetcher.submit({ intent: 'open', code }, { method: 'post' })
  return (
    <Page
      title="Pack"
      subtitle="Scan a tote, a thing or a shipment number"
      {...(place === '/floor' ? { backAction: { content: 'Floor', url: '/floor' } } : {})}
    >
      <BlockStack gap="400">
        {board.mayPack && (
          <Card>
            <BlockStack gap="300">
              <ScanField label="What do you have in hand?" onScan={open} />
              <Verdict verdict={fetcher.data ?? null} />
              <InlineStack gap="200">
                <CameraScan onScan={open} />
                <PdfButton
                  path={`${place}/pack/commands`}
                  name="bench-commands"
                  label="Commands to scan"
                />
              </InlineStack>
            </BlockStack>
          </Card>
        )}
        {board.waiting.length === 0 ? (
          <Card>
            <EmptyState
              heading="Nothing to pack"
              image="/all-quiet.svg"
              action={{ content: 'Pick something', url: `${place}/pick` }}
            >
              <Text as="p">Totes come here from their picking tour.</Text>
            </EmptyState>
          </Card>
        ) : (
          <PackList
            rows={board.waiting}
            more={board.more}
            open={open}
            mayPack={board.mayPack}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
        {board.comingTogether.length > 0 && (
          <ComingTogetherCard
            rows={board.comingTogether}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
        {board.toCollect.length > 0 && (
          <CollectCard
            rows={board.toCollect}
            mayPack={board.mayPack}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
      </BlockStack>
    </Page>
  )
}

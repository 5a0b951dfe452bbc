import { BlockStack, Card, Text } from '@shopify/polaris'
import type { OrderPage } from '../../journey/order-page.server.ts'
import { showInstant } from '../../journey/show-time.ts'
import { ownerName } from '../owner-name.ts'

interface NotesCardProps {
  readonly notes: OrderPage['notes']
  readonly timeZone: string
}

/** What whoever took the order wants the departments to know; hidden where there is nothing. */
export function NotesCard({ notes, timeZone }: NotesCardProps) {
  if (notes.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Notes to departments
        </Text>
        {notes.map((note) => (
          <BlockStack key={note.id} gap="050">
            <span dir="auto" className="ow-wrap">
              {note.text}
            </span>
            <Text as="span" tone="subdued">
              {`For ${note.departments.map(ownerName).join(', ') || 'everybody'}, by ${note.by}, ${showInstant(note.at, 'en', timeZone)}`}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}

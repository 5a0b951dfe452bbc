import { Form, useNavigation } from '@remix-run/react'
import { Badge, BlockStack, Box, Button, InlineStack, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import { type Role, roleLabel, roles } from '../../journey/permissions.ts'
import { May } from '../may.tsx'

interface PersonRowProps {
  readonly person: {
    readonly id: string
    readonly name: string
    readonly role: Role
    readonly seenAt: string
    readonly isMe: boolean
  }
  readonly now: string
}

/** One person, their role, and for the owner the way to change it. */
export function PersonRow({ person, now }: PersonRowProps) {
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <BlockStack gap="050">
          <span dir="auto" className="ow-wrap">
            {person.name}
            {person.isMe ? ' (you)' : ''}
          </span>
          <Text as="span" tone="subdued" variant="bodySm">
            {lastSeen(person.seenAt, now)}
          </Text>
        </BlockStack>
        <May deed="people.assign" otherwise={<Badge>{roleLabel[person.role]}</Badge>}>
          <RoleForm key={person.role} person={person} />
        </May>
      </InlineStack>
    </Box>
  )
}

function RoleForm({ person }: Pick<PersonRowProps, 'person'>) {
  const [chosen, choose] = useState<string>(person.role)
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <input type="hidden" name="person" value={person.id} />
      <InlineStack gap="200" blockAlign="end">
        <Select
          label={`Role of ${person.name}`}
          labelHidden
          name="role"
          options={roles.map((value) => ({ value, label: roleLabel[value] }))}
          value={chosen}
          onChange={choose}
        />
        <Button
          submit
          disabled={busy || chosen === person.role}
          accessibilityLabel={`Change the role of ${person.name}`}
        >
          Change
        </Button>
      </InlineStack>
    </Form>
  )
}

function lastSeen(at: string, now: string): string {
  const days = Math.floor((Date.parse(now) - Date.parse(at)) / 86_400_000)
  if (days < 1) return 'Here today'
  return days === 1 ? 'Here yesterday' : `Last here ${days} days ago`
}

import { Form, useNavigation } from '@remix-run/react'
import { Badge, Box, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { type Role, roleLabel } from '../../journey/permissions.ts'
import { May } from '../may.tsx'

interface ShownPerson {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly hasBadge: boolean
  readonly hasPin: boolean
  readonly locked: boolean
}

/** Who signs in on the floor, and how; people with the shop's admin can have a badge too. */
export function FloorPeopleCard({
  people,
  roles,
}: {
  readonly people: readonly ShownPerson[]
  readonly roles: readonly Role[]
}) {
  return (
    <Card padding="0">
      <Box padding="300" borderBlockEndWidth="025" borderColor="border">
        <Text as="h2" variant="headingMd">
          Who signs in on them
        </Text>
        <May deed="devices.change">
          <AddForm key={people.length} roles={roles} />
        </May>
      </Box>
      {people.map((person) => (
        <PersonAccess key={person.id} person={person} />
      ))}
    </Card>
  )
}

function AddForm({ roles }: { readonly roles: readonly Role[] }) {
  const [name, setName] = useState('')
  const [pin, setPin] = useState('')
  const [role, setRole] = useState<string>(roles[0] ?? 'picker')
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="add" />
      <InlineStack gap="200" blockAlign="end">
        <div className="ow-grow">
          <TextField
            label="Name of a person without a Shopify account"
            name="name"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={setName}
          />
        </div>
        <Select
          label="Role"
          name="role"
          options={roles.map((value) => ({ value, label: roleLabel[value] }))}
          value={role}
          onChange={setRole}
        />
        <PinField value={pin} change={setPin} label="PIN, or none" />
        <Button submit disabled={busy || name.trim() === ''}>
          Add
        </Button>
      </InlineStack>
    </Form>
  )
}

function PersonAccess({ person }: { readonly person: ShownPerson }) {
  const [open, setOpen] = useState(false)
  const opens = person.hasBadge || person.hasPin
  return (
    <div className="ow-row">
      <div className="ow-row-main">
        <InlineStack gap="200" blockAlign="center">
          <span dir="auto" className="ow-wrap">
            {person.name}
          </span>
          <Badge>{roleLabel[person.role]}</Badge>
          {person.hasPin && <Badge tone="success">PIN</Badge>}
          {person.hasBadge && <Badge tone="success">Badge</Badge>}
          {person.locked && <Badge tone="critical">Locked: wrong PINs</Badge>}
          {!opens && <Badge tone="new">Not on the floor</Badge>}
        </InlineStack>
        {open && <ChangeForms person={person} opens={opens} />}
      </div>
      <May deed="devices.change">
        <Button
          onClick={() => setOpen((before) => !before)}
          ariaExpanded={open}
          accessibilityLabel={`${open ? 'Close the access' : 'Access'} of ${person.name}`}
        >
          {open ? 'Close' : 'Access'}
        </Button>
      </May>
    </div>
  )
}

function ChangeForms({ person, opens }: { readonly person: ShownPerson; readonly opens: boolean }) {
  const [pin, setPin] = useState('')
  return (
    <InlineStack gap="300" blockAlign="end">
      <Form method="post">
        <input type="hidden" name="intent" value="pin" />
        <input type="hidden" name="person" value={person.id} />
        <InlineStack gap="200" blockAlign="end">
          <PinField value={pin} change={setPin} label={`New PIN of ${person.name}`} />
          <Button submit disabled={pin.length < 4}>
            Set PIN
          </Button>
        </InlineStack>
      </Form>
      <Form method="post">
        <input type="hidden" name="intent" value="badge" />
        <input type="hidden" name="person" value={person.id} />
        <Button submit>{person.hasBadge ? 'Another badge' : 'Make a badge'}</Button>
      </Form>
      {opens && (
        <Form method="post">
          <input type="hidden" name="intent" value="sign_out_person" />
          <input type="hidden" name="person" value={person.id} />
          <Button submit>Sign out everywhere</Button>
        </Form>
      )}
      {opens && (
        <Form method="post">
          <input type="hidden" name="intent" value="revoke_person" />
          <input type="hidden" name="person" value={person.id} />
          <Button submit tone="critical">
            Off the floor
          </Button>
        </Form>
      )}
    </InlineStack>
  )
}

function PinField({
  value,
  change,
  label,
}: {
  readonly value: string
  readonly change: (pin: string) => void
  readonly label: string
}) {
  return (
    <TextField
      label={label}
      name="pin"
      inputMode="numeric"
      maxLength={8}
      autoComplete="off"
      placeholder="4 to 8 digits"
      value={value}
      onChange={(text) => change(text.replace(/\D/g, ''))}
    />
  )
}

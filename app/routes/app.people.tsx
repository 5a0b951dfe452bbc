import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Box, Card, Page, Text } from '@shopify/polaris'
import { z } from 'zod'
import { roleLabel, roles } from '../journey/permissions.ts'
import { PageError } from '../ui/page-error.tsx'
import { PersonRow } from '../ui/people/person-row.tsx'
import { RolesCard } from '../ui/people/roles-card.tsx'
import { changeRole, listPeople } from '../wiring/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'people.see')
  const people = await listPeople(services(), shop)
  return {
    people: people.map(({ handle, ...one }) => ({ ...one, isMe: handle === person.handle })),
    now: new Date().toISOString(),
  }
}

const change = z.object({ person: z.uuid(), role: z.enum(roles) })

/** The owner gives somebody another role. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'people.assign')
  const read = change.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  const { person: id, role } = read.data
  const answer = await changeRole(services(), shop, { id, role })
  return answer.ok
    ? { kind: 'changed' as const, role: roleLabel[answer.value] }
    : data(answer.refusal, { status: 409 })
}

const refusals = {
  bad_form: 'That is no role of this app. Load the page again and choose one.',
  last_owner: 'The shop needs an owner: make somebody else the owner first.',
  not_there: 'This person is not there any more.',
} as const

/** Everybody who opened the app, what they are, and what each role may do. */
export default function People() {
  const { people, now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page title="People" subtitle="Who works with this app, and what they may do">
      <BlockStack gap="400">
        {answer?.kind === 'changed' && (
          <Banner tone="success" title={`Changed to ${answer.role}. It holds from now on.`} />
        )}
        {answer && answer.kind !== 'changed' && (
          <Banner tone="critical" title={refusals[answer.kind]} />
        )}
        <Card padding="0">
          <Box padding="300" borderBlockEndWidth="025" borderColor="border">
            <Text as="p" tone="subdued">
              Everybody of the shop who opened the app. The owner of the Shopify account starts as
              Owner, people of an agency as Read only, everybody else as Office.
            </Text>
          </Box>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} now={now} />
          ))}
        </Card>
        <RolesCard />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError

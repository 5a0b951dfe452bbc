import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { Banner, BlockStack, Card, EmptyState, Page, Text } from '@shopify/polaris'
import { usePlace } from './place.tsx'

/** What a page shows when it could not be made: no permission, not there, or broken; each with what to do. */
export function PageError() {
  const error = useRouteError()
  const onFloor = usePlace() === '/floor'
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 403)
    return (
      <Page title="No permission">
        <Card>
          <EmptyState heading="Your role does not open this page" image="/no-permission.svg">
            <Text as="p">Ask the owner of the shop to change your role under People.</Text>
          </EmptyState>
        </Card>
      </Page>
    )
  if (status === 404)
    return (
      <Page
        title="Not found"
        backAction={
          onFloor ? { content: 'Floor', url: '/floor' } : { content: 'Orders', url: '/app/orders' }
        }
      >
        <Card>
          <EmptyState heading="There is nothing here" image="/nothing-here.svg">
            <Text as="p">
              It may have been removed, or the address was cut.{' '}
              {onFloor ? 'Go back and begin anew.' : 'Search for it under Orders.'}
            </Text>
          </EmptyState>
        </Card>
      </Page>
    )
  return (
    <Page title="Something broke">
      <BlockStack gap="400">
        <Banner tone="critical" title="This page could not be made">
          <Text as="p">
            Nothing was changed. Load the page again; if it stays, tell whoever runs the app the
            time of day.
          </Text>
        </Banner>
      </BlockStack>
    </Page>
  )
}

import { BlockStack, Card, Text } from '@shopify/polaris'
import { deedLabel, deeds, mayDo, onlyLooks, roleLabel, roles } from '../../journey/permissions.ts'

/** The table the server goes by, as people read it: who may change what. */
export function RolesCard() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who may do what
        </Text>
        <dl className="ow-pairs">
          {deeds
            .filter((deed) => !onlyLooks(deed))
            .map((deed) => (
              <div key={deed}>
                <dt>{deedLabel[deed]}</dt>
                <dd>
                  {roles
                    .filter((role) => mayDo(role, deed))
                    .map((role) => roleLabel[role])
                    .join(', ')}
                </dd>
              </div>
            ))}
        </dl>
      </BlockStack>
    </Card>
  )
}

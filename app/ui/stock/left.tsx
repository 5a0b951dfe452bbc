import { Badge, Text } from '@shopify/polaris'

/** Fewer free pieces than this are told apart from plenty. */
const few = 5

/** Free pieces: loud when nothing is left to promise. */
export function Left({ available }: { readonly available: number }) {
  if (available === 0) return <Badge tone="critical">0, none left</Badge>
  if (available < few) return <Badge tone="warning">{`${available}, running out`}</Badge>
  return (
    <Text as="span" numeric>
      {String(available)}
    </Text>
  )
}

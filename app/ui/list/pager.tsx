import { Box, InlineStack, Pagination } from '@shopify/polaris'
import { useListQuery } from './list-query.ts'

interface PagerProps {
  /** From 1. */
  readonly page: number
  /** Whether there is a page after this one. */
  readonly more: boolean
}

/** Turns the pages of a list whose page stands in its address; nothing where all fits on one. */
export function Pager({ page, more }: PagerProps) {
  const change = useListQuery()
  if (!more && page === 1) return null
  return (
    <Box padding="300">
      <InlineStack align="center">
        <Pagination
          hasPrevious={page > 1}
          onPrevious={() => change('page', String(page - 1))}
          hasNext={more}
          onNext={() => change('page', String(page + 1))}
          label={`Page ${page}`}
        />
      </InlineStack>
    </Box>
  )
}

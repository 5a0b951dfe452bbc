/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { type Journey, readJourney } from './journey.ts'

export default async () => {
  render(<JourneyBlock />, document.body)
}

type Asked = 'asking' | 'failed' | Journey

/** Where the order stands, who must act and by when, on Shopify's own order page. */
function JourneyBlock() {
  const [asked, setAsked] = useState<Asked>('asking')
  const order = shopify.data.selected[0]?.id
  const ask = useCallback(() => {
    setAsked('asking')
    readJourney(order).then(setAsked, () => setAsked('failed'))
  }, [order])
  useEffect(ask, [ask])
  return (
    <s-admin-block heading={shopify.i18n.translate('name')}>
      <Body asked={asked} again={ask} />
    </s-admin-block>
  )
}

function Body({ asked, again }: { asked: Asked; again: () => void }) {
  const say = shopify.i18n.translate
  if (asked === 'asking') return <s-spinner accessibilityLabel={say('loading')} />
  if (asked === 'failed')
    return (
      <s-stack gap="base">
        <s-banner tone="critical">{say('failed')}</s-banner>
        <s-button onClick={again}>{say('again')}</s-button>
      </s-stack>
    )
  if (!asked.found) return <s-text>{say('notThere')}</s-text>
  return (
    <s-stack gap="base">
      <s-stack direction="inline" gap="small">
        <s-text color="subdued">{say('room')}</s-text>
        <s-badge>{asked.room}</s-badge>
      </s-stack>
      {asked.step === null ? (
        <s-text>{say('ended')}</s-text>
      ) : (
        <s-stack gap="small">
          <s-text type="strong">{`${say('next')}: ${asked.step}`}</s-text>
          <s-text>{`${say('waitsFor')}: ${asked.owner}`}</s-text>
          {asked.overdue ? (
            <s-badge tone="critical">{say('overdue', { when: asked.due })}</s-badge>
          ) : (
            <s-text>{`${say('due')}: ${asked.due}`}</s-text>
          )}
        </s-stack>
      )}
      <s-link href={asked.path}>{say('open')}</s-link>
    </s-stack>
  )
}

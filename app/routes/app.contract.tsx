import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  List,
  Page,
  Select,
  Text,
} from '@shopify/polaris'
import { useState } from 'react'
import { z } from 'zod'
import { showInstant } from '../journey/show-time.ts'
import { type Language, languageOf, languages } from '../kernel/language.ts'
import { previewContract, readContractPage, saveContract } from '../stages/check/index.server.ts'
import {
  type ContractDraft,
  emptyNeed,
  emptyRule,
  freshKey,
  type NeedDraft,
  withKeys,
  withOne,
} from '../ui/contract/contract-draft.ts'
import { NeedCard } from '../ui/contract/need-card.tsx'
import { PreviewCard } from '../ui/contract/preview-card.tsx'
import { RuleCard } from '../ui/contract/rule-card.tsx'
import { PageError } from '../ui/page-error.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.see')
  const { version, contract, versions } = await readContractPage(services(), shop)
  return {
    version,
    contract,
    versions: versions.map((one) => ({
      ...one,
      at: showInstant(one.at.toISOString(), 'en', 'UTC'),
    })),
  }
}

const posted = z.object({
  intent: z.enum(['preview', 'save']),
  seen: z.coerce.number().int().min(0),
  contract: z.string().max(500_000),
})

/** The contract as JSON; what is none is refused like any other that cannot be taken. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'settings.change')
  const post = posted.safeParse(Object.fromEntries(await readForm(request)))
  if (!post.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  const { intent, seen } = post.data
  const contract = readJson(post.data.contract)
  if (intent === 'preview') {
    const preview = await previewContract(services(), shop, contract)
    return preview.ok
      ? { kind: 'preview' as const, preview: preview.value }
      : data(preview.refusal, { status: 422 })
  }
  const saved = await saveContract(services(), shop, { contract, by: person.handle, seen })
  return saved.ok
    ? { kind: 'saved' as const, version: saved.value }
    : data(saved.refusal, { status: 409 })
}

const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  nl: 'Dutch',
}

type Fetcher = ReturnType<typeof useFetcher<typeof action>>

/** What this shop calls a complete order. Only a version that was saved replaces what is typed. */
export default function ContractRules() {
  const loaded = useLoaderData<typeof loader>()
  const fetcher = useFetcher<typeof action>()
  return <Editor key={loaded.version} loaded={loaded} fetcher={fetcher} />
}

function Editor({
  loaded,
  fetcher,
}: {
  loaded: ReturnType<typeof useLoaderData<typeof loader>>
  fetcher: Fetcher
}) {
  const busy = fetcher.state !== 'idle'
  const [draft, setDraft] = useState<ContractDraft>(loaded.contract)
  const [language, setLanguage] = useState<Language>('en')
  const send = (intent: 'preview' | 'save') =>
    fetcher.submit(
      {
        intent,
        seen: String(loaded.version),
        contract: JSON.stringify(withKeys(draft)),
      },
      { method: 'post' },
    )
  const changeNeed = (at: number, need: NeedDraft) =>
    setDraft({ ...draft, needs: withOne(draft.needs, at, need) })
  return (
    <Page
      title="Complete orders"
      subtitle="What an order needs beyond an address: by product, channel, country, delivery and value"
      primaryAction={{ content: 'Save', onAction: () => send('save'), loading: busy }}
      secondaryActions={[
        { content: 'Try on the last 100 orders', onAction: () => send('preview'), disabled: busy },
      ]}
    >
      <BlockStack gap="400">
        <Answer answer={fetcher.data} />
        <Card>
          <Select
            label="Texts for customers in"
            options={languages.map((code) => ({ value: code, label: languageNames[code] }))}
            value={language}
            onChange={(code) => setLanguage(languageOf(code))}
            helpText="A customer whose language has no text reads the English one"
          />
        </Card>
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            What can be needed
          </Text>
          <Button
            onClick={() =>
              setDraft({ ...draft, needs: [...draft.needs, emptyNeed(freshKey(draft.needs))] })
            }
          >
            Add a need
          </Button>
        </InlineStack>
        {draft.needs.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing yet: an engraving, a size, a licence number, a note for the driver, a tax id.
          </Text>
        ) : null}
        {draft.needs.map((need, at) => (
          <NeedCard
            key={need.key}
            need={need}
            language={language}
            onChange={(changed) => changeNeed(at, changed)}
            onRemove={() => setDraft({ ...draft, needs: withOne(draft.needs, at, null) })}
          />
        ))}
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            When it is needed
          </Text>
          <Button
            disabled={draft.needs.length === 0}
            onClick={() => setDraft({ ...draft, rules: [...draft.rules, emptyRule] })}
          >
            Add a rule
          </Button>
        </InlineStack>
        {draft.rules.map((rule, at) => (
          <RuleCard
            key={String(at)}
            rule={rule}
            needs={draft.needs}
            onChange={(changed) => setDraft({ ...draft, rules: withOne(draft.rules, at, changed) })}
            onRemove={() => setDraft({ ...draft, rules: withOne(draft.rules, at, null) })}
          />
        ))}
        {loaded.versions.length > 0 ? (
          <Card>
            <BlockStack gap="200">
              <Text as="h2" variant="headingMd">
                Versions
              </Text>
              <List>
                {loaded.versions.map((one) => (
                  <List.Item key={one.version}>
                    {one.version === loaded.version ? 'In force: ' : ''}version {one.version},{' '}
                    {one.at}, {one.by}: {one.needs} needs, {one.rules} rules
                  </List.Item>
                ))}
              </List>
            </BlockStack>
          </Card>
        ) : null}
      </BlockStack>
    </Page>
  )
}

function Answer({ answer }: { answer: Fetcher['data'] }) {
  switch (answer?.kind) {
    case undefined:
      return null
    case 'preview':
      return <PreviewCard preview={answer.preview} />
    case 'saved':
      return (
        <Banner
          tone="success"
          title={`Saved as version ${answer.version}. It holds from the next order on; orders that wait are judged again.`}
        />
      )
    case 'bad_contract':
      return (
        <Banner tone="critical" title="Nothing was saved: this cannot be taken.">
          <List>
            {answer.problems.map((problem) => (
              <List.Item key={problem}>{problem}</List.Item>
            ))}
          </List>
        </Banner>
      )
    case 'changed_meanwhile':
      return (
        <Banner
          tone="critical"
          title={`Nothing was saved: somebody else saved version ${answer.version} meanwhile. Load the page again.`}
        />
      )
    case 'bad_form':
      return <Banner tone="critical" title="The form could not be read. Load the page again." />
  }
}

export const ErrorBoundary = PageError

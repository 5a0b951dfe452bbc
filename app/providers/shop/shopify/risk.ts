import { type RiskFact, type RiskLevel, type RiskRecommendation, riskLevels } from '../snapshot.ts'

/** The store's word for a level, in either case; one we do not know is `unknown`. */
export const readRiskLevel = (raw: string): RiskLevel =>
  riskLevels.find((level) => level === raw.toLowerCase()) ?? 'unknown'

/** Several apps may judge one order: the highest level counts. */
export const highestRisk = (raw: readonly string[]): RiskLevel =>
  riskLevels.findLast((level) => raw.some((one) => readRiskLevel(one) === level)) ?? 'none'

const recommendations: readonly RiskRecommendation[] = ['none', 'accept', 'investigate', 'cancel']
export const readRecommendation = (raw: string): RiskRecommendation =>
  recommendations.find((one) => one === raw.toLowerCase()) ?? 'unknown'

interface Assessment {
  readonly provider: { readonly title: string } | null
  readonly facts: readonly { readonly description: string; readonly sentiment: string }[]
}

const speaks: Readonly<Record<string, RiskFact['speaks']>> = {
  POSITIVE: 'for',
  NEGATIVE: 'against',
}
const order: readonly RiskFact['speaks'][] = ['against', 'neither', 'for']
/** More than a person reads at one look is not kept. */
const most = 20

/** The grounds of all assessments, what speaks against the order first. */
export const riskFacts = (assessments: readonly Assessment[]): readonly RiskFact[] =>
  assessments
    .flatMap(({ provider, facts }) =>
      facts.map(({ description, sentiment }) => ({
        text: description.slice(0, 300),
        speaks: speaks[sentiment.toUpperCase()] ?? ('neither' as const),
        from: provider?.title ?? null,
      })),
    )
    .toSorted((a, b) => order.indexOf(a.speaks) - order.indexOf(b.speaks))
    .slice(0, most)

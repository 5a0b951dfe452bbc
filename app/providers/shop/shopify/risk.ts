import { type RiskLevel, type RiskRecommendation, riskLevels } from '../snapshot.ts'

/** The store's word for a level, in either case; one we do not know is `unknown`. */
export const readRiskLevel = (raw: string): RiskLevel =>
  riskLevels.find((level) => level === raw.toLowerCase()) ?? 'unknown'

/** Several apps may judge one order: the highest level counts. */
export const highestRisk = (raw: readonly string[]): RiskLevel =>
  riskLevels.findLast((level) => raw.some((one) => readRiskLevel(one) === level)) ?? 'none'

const recommendations: readonly RiskRecommendation[] = ['none', 'accept', 'investigate', 'cancel']
export const readRecommendation = (raw: string): RiskRecommendation =>
  recommendations.find((one) => one === raw.toLowerCase()) ?? 'unknown'

import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

/** What a customer says after delivery. */
export interface SurveyAnswer {
  /** 0 (would never recommend) to 10 (certainly would). */
  readonly score: number
  /** Their own words; empty for none. */
  readonly comment: string
}
export type AnswerRefusal = { readonly kind: 'no_score' } | { readonly kind: 'comment_too_long' }

const score = z.coerce.number().int().min(0).max(10)

/** Reads what the page sent. A score is needed; the comment may be left out. */
export function readAnswer(sent: {
  readonly score: string
  readonly comment: string
}): Outcome<SurveyAnswer, AnswerRefusal> {
  const given = sent.score.trim() === '' ? null : score.safeParse(sent.score)
  if (!given?.success) return refuse({ kind: 'no_score' })
  const comment = sent.comment.trim()
  if (comment.length > 2_000) return refuse({ kind: 'comment_too_long' })
  return accept({ score: given.data, comment })
}

/** How scores are grouped in reports: promoters 9 and 10, passives 7 and 8, detractors below. */
export const groupOf = (given: number): 'promoter' | 'passive' | 'detractor' =>
  given >= 9 ? 'promoter' : given >= 7 ? 'passive' : 'detractor'

/** Share of promoters less share of detractors, in whole points from -100 to 100; null without answers. */
export function netPromoterScore(scores: readonly number[]): number | null {
  if (scores.length === 0) return null
  const of = (group: string) => scores.filter((given) => groupOf(given) === group).length
  return Math.round(((of('promoter') - of('detractor')) / scores.length) * 100)
}

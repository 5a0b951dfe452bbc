import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { openCustomerLink } from '../journey/customer-link.server.ts'
import { type Language, languageAsked } from '../kernel/language.ts'
import {
  answerSurvey,
  declineSurvey,
  readAnswer,
  readSurvey,
} from '../stages/feedback/index.server.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import {
  type LinkTrouble,
  LinkTroublePage,
  linkTroubleStatus,
  type ShopFace,
} from '../ui/shopper/index.ts'
import { SurveyPage, ThanksPage } from '../ui/shopper/survey.tsx'
import { openProxyRequest } from '../wiring/proxy-door.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'

/** The survey: a click in the mail only fills in the number, for mail scanners click too; the button sends it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const open = services()
  const { face, query, shop: visited } = await openProxyRequest(open, request)
  const link = await openCustomerLink(open, 'survey', params['token'] ?? '')
  const asked = languageAsked(request.headers.get('accept-language'))
  if (!link.ok) return trouble(face, link.refusal.kind, asked)
  if (link.value.shop !== visited) return trouble(face, 'broken', asked)
  const survey = await readSurvey(open, link.value.shop, link.value.orderId)
  const language = survey?.language ?? asked
  if (survey?.state !== 'asked')
    return shopperAnswer(ThanksPage({ shop: face, language, state: survey?.state ?? 'lapsed' }))
  return shopperAnswer(
    SurveyPage({
      shop: face,
      language,
      orderName: survey.orderName,
      score: query.get('score') ?? '',
      comment: '',
      stop: query.get('stop') === '1',
      error: null,
    }),
  )
}

const trouble = (shop: ShopFace, kind: LinkTrouble, language: Language) =>
  shopperAnswer(LinkTroublePage({ shop, trouble: kind, language }), linkTroubleStatus(kind))

export async function action({ request, params }: ActionFunctionArgs) {
  const open = services()
  const { face, query, shop: visited } = await openProxyRequest(open, request)
  const link = await openCustomerLink(open, 'survey', params['token'] ?? '')
  const asked = languageAsked(request.headers.get('accept-language'))
  if (!link.ok) return trouble(face, link.refusal.kind, asked)
  if (link.value.shop !== visited) return trouble(face, 'broken', asked)
  const { shop, orderId } = link.value
  const survey = await readSurvey(open, shop, orderId)
  const language = survey?.language ?? asked
  const form = await readForm(request)
  const text = (name: string) => String(form.get(name) ?? '')
  // Mail programs post this by themselves when somebody presses "unsubscribe" (RFC 8058).
  const oneClick = text('List-Unsubscribe') === 'One-Click' && query.get('stop') === '1'
  if (oneClick || text('intent') === 'decline') {
    await declineSurvey(open, shop, orderId)
    return shopperAnswer(ThanksPage({ shop: face, language, state: 'declined' }))
  }
  const answer = readAnswer({ score: text('score'), comment: text('comment') })
  if (!answer.ok) {
    const error = answer.refusal.kind === 'no_score' ? 'no_score' : 'too_long'
    return shopperAnswer(
      SurveyPage({
        shop: face,
        language,
        orderName: survey?.orderName ?? '',
        score: text('score'),
        comment: text('comment'),
        stop: false,
        error,
      }),
      422,
    )
  }
  const taken = await answerSurvey(open, shop, orderId, answer.value)
  return shopperAnswer(
    ThanksPage({ shop: face, language, state: taken.ok ? 'answered' : taken.refusal.state }),
  )
}

import type { ReactElement } from 'react'
import { languages } from '../../app/kernel/language.ts'
import { ConfirmedPage, ConfirmPage } from '../../app/ui/shopper/confirm-page.tsx'
import {
  type CorrectionFieldView,
  CorrectionPage,
  CorrectionThanksPage,
  NothingNeededPage,
} from '../../app/ui/shopper/correction-page.tsx'
import { LongTextField, ShopperForm } from '../../app/ui/shopper/form.tsx'
import { LinkTroublePage } from '../../app/ui/shopper/link-trouble.tsx'
import { Block, Lines, Notice, ShopperPage, Stages } from '../../app/ui/shopper/page.tsx'

const shop = {
  name: 'Kinsale Pottery & Paper',
  contact: { name: 'Sinéad', email: 'hello@kinsale.example', phone: '+353 21 427 7000' },
}
const longName =
  'Wolfgang Maximilian von Wolfeschlegelsteinhausenbergerdorff und zu Schwarzburg-Rudolstadt'
const rtlName = 'فاطمة المنصوري'

const line = (id: string, title: string, about: string, price: string) => ({
  id,
  title,
  about,
  price,
  quantity: 2,
  imageUrl: null,
})
const order = {
  name: '#1042',
  lines: [
    line('1', 'كوب فخاري كبير', 'أزرق · Engraving: شكراً', '‏٥٠٫٠٠ د.إ.‏'),
    line('2', 'A hand-thrown stoneware mug whose name goes on and on', 'Sea green', '€25.00'),
  ],
  between: '€4.90',
  total: '€79.90',
  delivery: 'We send it: Standard international. It should be with you by Monday, March 2.',
  language: 'en',
  address: [rtlName, 'شارع الشيخ زايد، برج ٢', 'دبي', 'United Arab Emirates'],
} as const

const field = (
  name: string,
  label: string,
  change: Partial<CorrectionFieldView> = {},
): CorrectionFieldView => ({
  name,
  label,
  value: '',
  error: '',
  hint: '',
  required: true,
  type: 'text',
  autoComplete: 'off',
  choices: [],
  ...change,
})
const fields = [
  field('email', 'E-mail address', {
    type: 'email',
    value: 'fatima@',
    error: 'Please check your e-mail address.',
  }),
  field('lastName', 'Last name', { value: rtlName }),
  field('address1', 'Street and house number', { value: longName }),
  field('zip', 'Postcode', { value: '12', hint: 'Like 154-0023', error: 'Please check it.' }),
  field('region', 'Prefecture', {
    type: 'select',
    choices: [{ value: 'JP-13', label: 'Tōkyō' }],
    required: false,
  }),
]
const problems = [
  { field: 'email', text: 'Please check your e-mail address.' },
  { field: 'zip', text: 'Please check the postcode: in Japan it is written like 154-0023.' },
]

const needFields = [
  field('need.engraving.1', 'Gravur – كوب فخاري كبير', { hint: 'Bis zu 12 Buchstaben' }),
  field('need.size.2', 'Size', {
    type: 'select',
    choices: ['S', 'M', 'L'].map((size) => ({ value: size, label: size })),
  }),
  field('need.wanted', 'Wanted on', { type: 'date', value: '2026-12-24' }),
]
/** The same page in every language, with what a contract asks and a name from right to left. */
const inEveryLanguage = Object.fromEntries(
  languages.flatMap((language) => [
    [
      `correct-${language}`,
      <CorrectionPage
        key={language}
        shop={shop}
        language={language}
        orderName="#1042"
        asked={[longName]}
        addressSoFar={[rtlName, 'شارع الشيخ زايد، برج ٢']}
        fields={[...fields, ...needFields]}
        all={false}
        problems={[]}
        mayInsist="doubt"
      />,
    ],
    [
      `link-used-${language}`,
      <LinkTroublePage key={language} shop={shop} trouble="used" language={language} />,
    ],
  ]),
)

/** Every page and part of the shoppers' pages, with long names, names from right to left, and errors. */
export const shopperSamples: Readonly<Record<string, ReactElement>> = {
  correct: (
    <CorrectionPage
      shop={shop}
      orderName="#1042"
      asked={['Please tell us the street and house number.']}
      addressSoFar={[longName, rtlName, 'Portland OR']}
      fields={fields.map((one) => ({ ...one, error: '' }))}
      all={false}
      problems={[]}
      mayInsist={null}
      language="en"
    />
  ),
  'correct-error': (
    <CorrectionPage
      shop={shop}
      orderName="#1042"
      asked={[]}
      addressSoFar={[]}
      fields={fields}
      all
      problems={problems}
      mayInsist="postcode"
      language="en"
    />
  ),
  'correct-thanks': (
    <CorrectionThanksPage shop={shop} language="fr" orderName="#1042" withOffice={false} />
  ),
  'correct-nothing': <NothingNeededPage shop={shop} language="nl" orderName="#1042" cancelled />,
  confirm: <ConfirmPage shop={shop} order={order} />,
  confirmed: <ConfirmedPage shop={shop} order={order} already />,
  ...inEveryLanguage,
  'link-expired': <LinkTroublePage shop={shop} trouble="expired" />,
  parts: (
    <ShopperPage shop={shop} title="Where is order #1042?">
      <Notice tone="info" title="It comes tomorrow." />
      <Stages
        stages={[
          { label: 'Packed', state: 'done', note: 'Monday' },
          { label: 'On its way', state: 'now', note: longName },
          { label: 'Delivered', state: 'coming', note: '' },
        ]}
      />
      <Lines lines={order.lines} />
      <Block lines={order.address} />
      <ShopperForm button="Send it back">
        <LongTextField name="more" label="Tell us more" value={rtlName} />
      </ShopperForm>
    </ShopperPage>
  ),
}

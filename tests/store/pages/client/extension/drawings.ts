import { html, type Markup, trusted } from '../../markup.ts'
import { boxStyle, css, narrow, on, read, space, toneOf } from './look.ts'

/** How one element is drawn: the style of the element itself and what is inside its shadow. */
export interface Drawing {
  host(element: Element): string
  inside(element: Element): Markup
}

const slot = html`<slot></slot>`
const block = 'display:block'
const justSlot = (host: Drawing['host']): Drawing => ({ host, inside: () => slot })

const tint = (element: Element): string =>
  css([
    [
      'color',
      read(element, 'tone') && read(element, 'tone') !== 'auto'
        ? toneOf(read(element, 'tone')).ink
        : null,
    ],
    ['color', read(element, 'color') === 'subdued' ? '#616161' : null],
  ])

const text: Drawing = justSlot((element) => {
  const type = read(element, 'type')
  return `display:inline;${tint(element)};${css([
    ['font-weight', type === 'strong' ? '650' : null],
    ['font-size', type === 'small' ? '12px' : null],
    ['font-variant-numeric', read(element, 'fontVariantNumeric')],
  ])}`
})

const stack: Drawing = justSlot((element) => {
  const row = read(element, 'direction') === 'inline'
  return `display:flex;min-width:0;${css([
    ['flex-direction', row ? 'row' : 'column'],
    ['flex-wrap', row ? 'wrap' : null],
    ['gap', space(read(element, 'gap'))],
    ['row-gap', space(read(element, 'rowGap'))],
    ['column-gap', space(read(element, 'columnGap'))],
    ['align-items', read(element, 'alignItems') ?? (row ? 'center' : null)],
    ['justify-content', read(element, 'justifyContent')],
  ])};${boxStyle(element)}`
})

const grid: Drawing = justSlot(
  (element) =>
    `display:grid;${css([
      ['grid-template-columns', narrow(read(element, 'gridTemplateColumns') ?? '') || null],
      ['grid-template-rows', read(element, 'gridTemplateRows')],
      ['gap', space(read(element, 'gap'))],
      ['align-items', read(element, 'alignItems')],
      ['justify-content', read(element, 'justifyContent')],
    ])};${boxStyle(element)}`,
)

const card: Drawing = {
  host: () => block,
  inside: (element) => {
    const heading = read(element, 'heading') ?? read(element, 'title')
    return html`<section style="display:grid;gap:10px">${heading && html`<h2 style="margin:0;font-size:14px;font-weight:650">${heading}</h2>`}<div><slot></slot></div></section>`
  },
}

const badge: Drawing = {
  host: () => 'display:inline-block',
  inside: (element) => {
    const { ink, ground } = toneOf(read(element, 'tone'))
    return html`<span style="display:inline-block;padding:1px 8px;border-radius:8px;font-size:12px;font-weight:550;white-space:nowrap;background:${ground};color:${ink}"><slot></slot></span>`
  },
}

const banner: Drawing = {
  host: (element) => (on(element, 'hidden') ? 'display:none' : block),
  inside: (element) => {
    const { ink, ground } = toneOf(read(element, 'tone') ?? 'info')
    const heading = read(element, 'heading')
    return html`<div role="${read(element, 'tone') === 'critical' ? 'alert' : 'status'}" style="padding:10px 14px;border-radius:10px;background:${ground};color:${ink};display:grid;gap:6px">
${heading && html`<strong>${heading}</strong>`}<div><slot></slot></div><slot name="secondary-actions"></slot>
${on(element, 'dismissible') && html`<button type="button" data-dismiss style="justify-self:end">Dismiss</button>`}</div>`
  },
}

const buttonStyle = `<style>button,a{display:inline-flex;align-items:center;gap:6px;min-height:32px;padding:4px 12px;border:1px solid #c9c9c9;border-radius:8px;background:#fff;color:#303030;font:550 14px/1.4 inherit;font-family:inherit;text-decoration:none;cursor:pointer}
.primary{background:#303030;border-color:#303030;color:#fff}.tertiary,.plain{border-color:transparent;background:none}.critical{color:#8e1f0b}.primary.critical{background:#a31c0b;color:#fff}button:disabled{opacity:.5;cursor:default}
@media(max-width:600px){button,a{min-height:44px}}</style>`

const button: Drawing = {
  host: () => 'display:inline-block',
  inside: (element) => {
    const look = `${read(element, 'variant') ?? 'secondary'} ${read(element, 'tone') ?? ''}`
    const label = read(element, 'accessibilityLabel')
    const busy = on(element, 'loading')
    const href = read(element, 'href')
    const name = label && html` aria-label="${label}"`
    if (href)
      return html`${trusted(buttonStyle)}<a href="${href}" class="${look}"${name}><slot></slot></a>`
    return html`${trusted(buttonStyle)}<button type="button" class="${look}"${name}${(busy || on(element, 'disabled')) && html` disabled`}>${busy && html`<span aria-hidden="true">…</span>`}<slot></slot></button>`
  },
}

const link: Drawing = {
  host: () => 'display:inline',
  inside: (element) =>
    html`<a href="${read(element, 'href') ?? '#'}" style="color:#005bd3"><slot></slot></a>`,
}

const spinner: Drawing = {
  host: () => 'display:inline-block',
  inside: (element) =>
    html`${trusted('<style>i{display:inline-block;width:20px;height:20px;border:3px solid #d0d0d0;border-top-color:#303030;border-radius:50%;animation:r 1s linear infinite}@keyframes r{to{transform:rotate(1turn)}}</style>')}<i role="img" aria-label="${read(element, 'accessibilityLabel') ?? 'Loading'}"></i>`,
}

const icon: Drawing = {
  host: () => 'display:inline-block;vertical-align:middle',
  inside: (element) => {
    const address = `/assets/icons/${encodeURIComponent(read(element, 'type') ?? '')}.svg`
    const size = read(element, 'size') === 'small' ? 16 : 20
    const ink = read(element, 'tone') ? toneOf(read(element, 'tone')).ink : 'currentColor'
    return html`<span style="display:block;width:${size}px;height:${size}px;background:${ink};-webkit-mask:url(${address}) center/contain no-repeat;mask:url(${address}) center/contain no-repeat"></span>`
  },
}

const progress: Drawing = {
  host: () => block,
  inside: (element) =>
    html`<progress style="width:100%;height:8px;accent-color:#2f5d50" max="${read(element, 'max') ?? '1'}"${read(element, 'value') !== null && html` value="${read(element, 'value')}"`} aria-label="${read(element, 'accessibilityLabel') ?? 'Progress'}"></progress>`,
}

const image: Drawing = {
  host: () => block,
  inside: (element) =>
    html`<img src="${read(element, 'src') ?? ''}" alt="${read(element, 'alt') ?? ''}" style="max-width:100%;display:block;border-radius:8px">`,
}

const thumbnail: Drawing = {
  host: () => 'display:inline-block',
  inside: (element) =>
    html`<img src="${read(element, 'src') ?? ''}" alt="${read(element, 'alt') ?? ''}" width="44" height="44" style="display:block;border-radius:8px;border:1px solid #e3e3e3">`,
}

const skeleton: Drawing = {
  host: () => block,
  inside: (element) =>
    html`<div style="border-radius:6px;background:#ebebeb;color:transparent">${read(element, 'content') ?? 'Loading what is here'}</div>`,
}

const details: Drawing = {
  host: () => block,
  inside: (element) =>
    html`<details${on(element, 'defaultOpen') && html` open`}><summary><slot name="summary"></slot></summary><slot></slot></details>`,
}

const clickable: Drawing = {
  host: () => block,
  inside: (element) => {
    const href = read(element, 'href')
    const look = trusted(
      `<style>a,button{all:unset;display:block;cursor:pointer;${boxStyle(element)}}</style>`,
    )
    return href
      ? html`${look}<a href="${href}"><slot></slot></a>`
      : html`${look}<button type="button"><slot></slot></button>`
  },
}

/** Every element the stand-in draws. */
export const drawings: Readonly<Record<string, Drawing>> = {
  's-admin-block': card,
  's-admin-action': card,
  's-section': card,
  's-stack': stack,
  's-grid': grid,
  's-grid-item': justSlot((element) => `${block};min-width:0;${boxStyle(element)}`),
  's-box': justSlot((element) => `${block};min-width:0;${boxStyle(element)}`),
  's-query-container': justSlot(() => block),
  's-text': text,
  's-paragraph': justSlot((element) => `${block};${tint(element)}`),
  's-heading': justSlot(() => `${block};font-weight:650;font-size:14px`),
  's-badge': badge,
  's-chip': badge,
  's-banner': banner,
  's-announcement': banner,
  's-button': button,
  's-button-group': justSlot(() => 'display:flex;flex-wrap:wrap;gap:8px'),
  's-link': link,
  's-spinner': spinner,
  's-divider': {
    host: () => block,
    inside: () => html`<hr style="border:0;border-top:1px solid #e3e3e3;margin:4px 0">`,
  },
  's-icon': icon,
  's-progress': progress,
  's-image': image,
  's-thumbnail': thumbnail,
  's-product-thumbnail': thumbnail,
  's-skeleton-paragraph': skeleton,
  's-unordered-list': {
    host: () => block,
    inside: () => html`<div role="list" style="padding-left:20px"><slot></slot></div>`,
  },
  's-ordered-list': {
    host: () => block,
    inside: () => html`<div role="list" style="padding-left:20px"><slot></slot></div>`,
  },
  's-list-item': justSlot(() => 'display:list-item;margin:2px 0'),
  's-time': justSlot(() => 'display:inline'),
  's-details': details,
  's-summary': justSlot(() => 'display:inline;font-weight:550'),
  's-clickable': clickable,
}

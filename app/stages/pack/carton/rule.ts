/** How one pass fills a carton. */
export interface Rule {
  /** `room`: the next room takes its best block; `thing`: the next thing takes its best room. */
  readonly by: 'room' | 'thing'
  /** Which room is filled next. */
  readonly room: 'floor' | 'wall' | 'corner' | 'small'
  /** What a block is judged by: its volume, that less the room lost for good beside it, or how tight it is. */
  readonly worth: 'volume' | 'loss' | 'fit' | 'heavy'
  /** Which things come first, where things choose their rooms. */
  readonly thing: 'volume' | 'longest' | 'base' | 'height' | 'weight'
  /** Along how many directions equal pieces are put together at once. */
  readonly reach: 1 | 2 | 3
  /** How much chance is in it: 0 none. */
  readonly noise: number
}

const first: Rule = {
  ...{ by: 'room', room: 'floor', worth: 'loss', thing: 'volume' },
  ...{ reach: 3, noise: 0 },
}
/** Tried one after the other; then again with chance. */
const forOrders: readonly Rule[] = [
  first,
  { ...first, by: 'thing', thing: 'base' },
  { ...first, worth: 'volume', room: 'corner' },
  { ...first, by: 'thing', thing: 'volume', room: 'small', worth: 'fit' },
  { ...first, reach: 2, room: 'wall' },
  { ...first, by: 'thing', thing: 'longest', reach: 2 },
  { ...first, room: 'corner', worth: 'loss', reach: 2 },
  { ...first, by: 'thing', thing: 'height', worth: 'fit' },
  { ...first, by: 'thing', thing: 'base', room: 'small', reach: 1 },
]

export const rulesInAll = forOrders.length

export function ruleAt(pass: number): Rule {
  const rule = forOrders[pass % rulesInAll] ?? first
  return pass < rulesInAll ? rule : { ...rule, noise: 0.3 }
}

/** For one container of many more things than it takes. */
const forContainers: readonly Rule[] = [
  { ...first, room: 'corner', reach: 2 },
  { ...first, room: 'floor', reach: 3 },
  { ...first, room: 'floor', reach: 2 },
  { ...first, room: 'corner', reach: 3 },
  { ...first, room: 'wall', reach: 2 },
  { ...first, room: 'corner', worth: 'volume', reach: 2 },
]

export function containerRuleAt(pass: number): Rule {
  const rule = forContainers[pass % forContainers.length] ?? first
  return pass < forContainers.length ? rule : { ...rule, noise: 0.2 }
}

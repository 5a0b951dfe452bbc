import { expect, test } from 'vitest'
import { emptyNeed, emptyRule, freshKey, withKeys, withOne } from './contract-draft.ts'

const need = (key: string, en: string) => ({ ...emptyNeed(key), label: { en } })

test('a new need is called by its name, in the rules too; one that was saved keeps its key', () => {
  const draft = {
    needs: [need('need_1', 'Ring size'), need('size', 'Ring Size'), need('need_3', '刻印')],
    rules: [{ ...emptyRule, needs: ['need_1', 'need_3', 'size'] }],
  }
  const named = withKeys(draft)
  expect(named.needs.map(({ key }) => key)).toEqual(['ring_size', 'size', 'need_4'])
  expect(named.rules[0]?.needs).toEqual(['ring_size', 'need_4', 'size'])
})

test('keys are never given twice', () => {
  expect(freshKey([need('need_2', 'a')])).toBe('need_3')
  expect(
    withKeys({ needs: [need('need_1', 'A b'), need('a_b', 'x')], rules: [] }).needs,
  ).toMatchObject([{ key: 'need_3' }, { key: 'a_b' }])
})

test('one of a list is replaced or taken out', () => {
  expect(withOne([1, 2, 3], 1, 5)).toEqual([1, 5, 3])
  expect(withOne([1, 2, 3], 1, null)).toEqual([1, 3])
})

import { expect, test } from 'vitest'
import { benchCommands, readBenchCommand } from './bench-commands.ts'

test('every command is scanned or typed, whatever its capitals', () => {
  for (const { name, code, typed } of benchCommands)
    for (const said of [code, code.toLowerCase(), ` ${typed} `])
      expect(readBenchCommand(said)).toEqual({ name })
})

test('codes hold letters alone: no keyboard layout makes other signs of them', () => {
  for (const { code } of benchCommands) expect(code).toMatch(/^OW[A-XZ]+$/)
})

test.each([
  ['1250 g', 1_250],
  ['1250g', 1_250],
  ['1.25 kg', 1_250],
  ['0,5KG', 500],
])('a weight with its unit is one: %s', (said, grams) => {
  expect(readBenchCommand(said)).toEqual({ name: 'weight', grams })
})

test.each(['1250', '0 g', '50CUP', 'OWL', '/shut', '', '9999999 g'])('%s is none', (said) => {
  expect(readBenchCommand(said)).toBeNull()
})

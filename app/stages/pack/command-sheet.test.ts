import { expect, test } from 'vitest'
import { barcodesIn, pdfPictures } from '../../../tests/pdf-picture.ts'
import { benchCommands, readBenchCommand } from '../../journey/bench-commands.ts'
import { commandSheet } from './command-sheet.server.ts'

test('every code of the sheet can be scanned and is a command', async () => {
  const [sheet, ...more] = await pdfPictures(await commandSheet())
  const codes = sheet ? await barcodesIn(sheet) : []
  expect(codes.toSorted()).toEqual(benchCommands.map(({ code }) => code).toSorted())
  expect(codes.map(readBenchCommand)).not.toContain(null)
  expect(more).toEqual([])
})

import { expect, test } from 'vitest'
import { fileWords, readMapFile } from './read-map-file.ts'

const read = (text: string, aisles: readonly string[] = []) => {
  const answer = readMapFile(text, new Set(aisles))
  if (!answer.ok) throw new Error(fileWords(answer.refusal))
  return answer.value
}

test('aisles, cross aisles, desks and bins are read from one table, in metres', () => {
  const { good, bad } = read(
    [
      'what,code,aisle,x_m,y_m,level,side,zone,kind,direction,from_m,to_m',
      'cross,the front,,,0,,,,,right,,',
      'aisle,A-01,,0.5,,,,,,away,0,20',
      'depot,Desk,,1.25,0,,,,,,,',
      'bin,A-01-03,,,"2,75",3,left,Z,reserve,,,',
      'drop,Gate,,9,0,,,,,,,',
    ].join('\n'),
  )
  expect(bad).toEqual([])
  expect(good).toEqual([
    { row: 2, what: 'cross_aisle', cross: { code: 'the front', yMm: 0, direction: 'right' } },
    {
      row: 3,
      what: 'aisle',
      aisle: { code: 'A-01', xMm: 500, direction: 'away', fromMm: 0, toMm: 20_000 },
    },
    { row: 4, what: 'point', point: { code: 'Desk', xMm: 1_250, yMm: 0, use: 'both' } },
    {
      row: 5,
      what: 'bin',
      bin: {
        code: 'A-01-03',
        aisle: 'A-01',
        yMm: 2_750,
        level: 3,
        side: 'left',
        zone: 'Z',
        kind: 'reserve',
      },
    },
    { row: 6, what: 'point', point: { code: 'Gate', xMm: 9_000, yMm: 0, use: 'drop' } },
  ])
})

test('a spreadsheet with semicolons and a byte order mark; rows without a kind are bins', () => {
  const { good } = read('\uFEFFCode; Y_M ;aisle\nA-01-01;1;A-01\n;;\nA-01-02;2;A-01', ['A-01'])
  expect(good.map((row) => row.what)).toEqual(['bin', 'bin'])
})

test('what cannot be used is named by row, the rest goes in', () => {
  const { good, bad } = read(
    [
      'what,code,aisle,x_m,y_m,level,side,kind',
      'aisle,A-01,,0,,,,',
      'bin,A-01-01,A-01,,2,,,',
      'bin,A-01-02,A-01,,-2,,,',
      'bin,A-01-01,A-01,,3,,,',
      'bin,B-01-01,B-01,,3,,,',
      'shelf,A-01-04,A-01,,3,,,',
      'bin,,A-01,,,high,middle,pallet',
      'cross,front,,,much,,,',
    ].join('\n'),
  )
  expect(good.map((row) => row.row)).toEqual([2, 3])
  expect(bad.toSorted((a, b) => a.row - b.row)).toEqual([
    { row: 4, words: 'y_m: “-2” is no distance in metres' },
    { row: 5, words: 'the same as row 3' },
    { row: 6, words: 'aisle: there is no aisle “B-01”' },
    { row: 7, words: 'what: “shelf” is not bin, aisle, cross, depot, start or drop' },
    {
      row: 8,
      words:
        'code is missing; side: “middle” is not left or right or none; y_m is missing; level: “high” is no whole number up to 99; kind: “pallet” is not pick or reserve',
    },
    { row: 9, words: 'y_m: “much” is no distance in metres' },
  ])
})

test('a file that is no map file is refused whole', () => {
  const refused = (text: string) => {
    const answer = readMapFile(text, new Set())
    return answer.ok ? '' : fileWords(answer.refusal)
  }
  expect(refused('')).toBe('The first line must name the columns; missing: code, y_m')
  expect(refused('sku,price\nX,1')).toBe('The first line must name the columns; missing: code, y_m')
  expect(refused(`code,y_m\n${'A,1\n'.repeat(20_001)}`)).toBe(
    'The file has more than 20000 rows. Send it in parts',
  )
  expect(refused('code,y_m,code\nA,1,B')).toBe('Two columns are called “code”')
  expect(refused('x'.repeat(4_000_001))).toBe('The file is larger than 4 MB. Send it in parts')
})

import { expect, test } from 'vitest'
import { isHolderOver, leaseHolder, pieceOfWork, thisProcess } from './piece-of-work.server.ts'

test('what a piece of work leased is free once it is over, however it ended', async () => {
  const holders: string[] = []
  await pieceOfWork(async () => {
    holders.push(leaseHolder())
    expect(isHolderOver(leaseHolder())).toBe(false)
  })
  await expect(
    pieceOfWork(async () => {
      holders.push(leaseHolder())
      throw new Error('it broke')
    }),
  ).rejects.toThrow('it broke')
  expect(new Set(holders).size).toBe(2)
  expect(holders.map(isHolderOver)).toEqual([true, true])
})

test('of other processes, and of work that is no piece, nothing is known', () => {
  expect(isHolderOver(null)).toBe(false)
  expect(isHolderOver('another-process/some-work')).toBe(false)
  expect(leaseHolder()).toBe(`${thisProcess}/-`)
  expect(isHolderOver(leaseHolder())).toBe(false)
})

/** `PN` + nine digits + check digit + `XN`; the check digit is that of UPU S10 (weights 8 6 4 2 3 5 9 7 over eight) stretched by one 1. */
const weights = [8, 6, 4, 2, 3, 5, 9, 7, 1]

export function parcelNumber(serial: number): string {
  const digits = String(100_000_000 + serial)
  return `PN${digits}${checkDigit(digits)}XN`
}

function checkDigit(digits: string): number {
  const sum = weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0)
  const rest = 11 - (sum % 11)
  return rest === 10 ? 0 : rest === 11 ? 5 : rest
}

/** The thirteenth digit of an EAN-13. @param twelve the twelve digits before it. */
export function eanCheckDigit(twelve: string): number {
  if (!/^\d{12}$/.test(twelve)) throw new RangeError(`an EAN-13 needs 12 digits, got "${twelve}"`)
  const sum = [...twelve].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return (10 - (sum % 10)) % 10
}

/** Is this a whole EAN-13 with the right check digit? */
export function isEan13(code: string): boolean {
  return /^\d{13}$/.test(code) && eanCheckDigit(code.slice(0, 12)) === Number(code.at(-1))
}

/** A barcode in 952, the range GS1 keeps for demonstrations: no real product carries it. */
export function demoBarcode(number: number): string {
  const twelve = `952${String(number).padStart(9, '0')}`
  return `${twelve}${eanCheckDigit(twelve)}`
}

/** GS1's check: weights 3, 1, 3, … from the right; SSCCs, DHL Paket and USPS use it. The last digit is the check digit. */
export function isMod10(digits: string): boolean {
  const [check = 0, ...rest] = [...digits].reverse().map(Number)
  const sum = rest.reduce((all, digit, at) => all + digit * (at % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === check
}

/** UPS: letters count as (code − 3) mod 10, every second sign twice. The last sign is the check digit. */
export function isUpsCheck(signs: string): boolean {
  const body = signs.slice(0, -1)
  const sum = [...body].reduce((all, sign, at) => {
    const value = /\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 3) % 10
    return all + (at % 2 === 1 ? value * 2 : value)
  }, 0)
  return (10 - (sum % 10)) % 10 === Number(signs.slice(-1))
}

const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7]

/** UPU S10: eight digits and a check digit. */
export function isS10Check(nineDigits: string): boolean {
  const sum = s10Weights.reduce((all, weight, at) => all + weight * Number(nineDigits[at]), 0)
  const rest = 11 - (sum % 11)
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(nineDigits[8])
}

/**
 * Whether inet:parse_address/1 takes the text as an IPv4 or IPv6 address. IPv4 may have fewer than four parts, and
 * parts in octal (0…) or hexadecimal (0x…), as inet_aton(3) has it.
 */
export const parseAddress = (text: string): boolean => isIPv4(text) || isIPv6(text)

function isIPv4(text: string): boolean {
  const parts = text.split('.')
  if (parts.length > 4) return false
  const numbers = parts.map(part => {
    if (/^0[xX][0-9a-fA-F]{1,8}$/.test(part)) return Number.parseInt(part.slice(2), 16)
    if (/^0[0-7]*$/.test(part) && part.length < 14) return Number.parseInt(part, 8)
    return /^\+?[1-9]\d{0,9}$/.test(part) ? Number(part) : Number.NaN
  })
  const last = numbers.pop() ?? Number.NaN
  return numbers.every(number => number <= 255) && last < 256 ** (4 - numbers.length)
}

function isIPv6(text: string): boolean {
  const [address = '', zone] = text.split('%', 2)
  // only link-local addresses have a zone
  if ((zone !== undefined && !/^(?:fe[89ab]|ff.2)/i.test(address)) || address.length > 45) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.map(half => (half === '' ? [] : half.split(':')))
  const all = groups.flat()
  const dotted = all.at(-1)?.includes('.') === true
  const hex = dotted ? all.slice(0, -1) : all
  const size = all.length + (dotted ? 1 : 0)
  if (dotted && !/^(?:(?:0|[1-9]\d{0,2})(?:\.|$)){4}$/.test(all.at(-1) ?? '')) return false
  return (
    hex.every(group => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? size <= 7 : size === 8)
  )
}

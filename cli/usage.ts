/**
 * What commander says is wrong with a command line, in the form of our own messages: the option first, then what is wrong, then
 * what may have been meant. Source: commander 15, lib/command.js.
 * @param text the message of a CommanderError
 */
export function usageWords(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(
      /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '([\s\S]*?)' is invalid\. ([\s\S]*)$/,
      (_, flag: string, value: string, why: string) => `${flag}${told(value, why)}`,
    )
    .replace(
      /^command-argument value '([\s\S]*?)' is invalid for argument '([^']*)'\. ([\s\S]*)$/,
      (_, value: string, name: string, why: string) => `${name}${told(value, why)}`,
    )
    .replace(/^option '(?:-\w, )?(--[\w-]+)[^']*' argument missing$/, '$1: a value is missing')
    .replaceAll(/(unknown )?option '(--[\w-]+)[^']*'/g, (_, unknown: string | undefined, flag: string) =>
      unknown === undefined ? flag : `unknown option ${flag}`,
    )
    .replace(/\s*\(Did you mean (.+)\?\)$/, '; did you mean $1?')
}

/** ` text: allowed are a, b`; a message that names the value itself is not told it again. */
function told(value: string, why: string): string {
  const words = why.replace(/\.$/, '').replace(/^Allowed choices are/, 'allowed are')
  const begin = words.charAt(0).toLowerCase() + words.slice(1)
  return words.includes(value) && value !== '' ? `: ${begin}` : ` ${value}: ${begin}`
}

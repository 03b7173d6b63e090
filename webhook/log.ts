export interface Logger {
  info(message: string, fields?: Fields): void
  warn(message: string, fields?: Fields): void
  error(message: string, fields?: Fields): void
}
type Fields = Readonly<Record<string, unknown>>

/** One JSON object per line. */
export function jsonLogger(write: (line: string) => void, now: () => Date = () => new Date()): Logger {
  const log =
    (level: string) =>
    (message: string, fields: Fields = {}): void =>
      write(`${printable(JSON.stringify({ time: now().toISOString(), level, message, ...fields }))}\n`)
  return { info: log('info'), warn: log('warn'), error: log('error') }
}

/** JSON escapes what ends a line; other characters that move a cursor or turn the reading direction are written as escapes too. */
const printable = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

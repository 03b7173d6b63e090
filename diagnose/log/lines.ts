/** A line of what was logged, as a broker, a tool or Kubernetes wrote it. */
export interface Line {
  /** 1-based, in the input. */
  readonly number: number
  readonly text: string
}

/** What is longer says nothing that its beginning does not: patterns look at no more. */
const mostCharacters = 8000

/**
 * The lines of a log, without what carries them: colours, the prefixes of `kubectl logs --prefix --timestamps` and of container runtimes,
 * and the JSON in which `log.console.formatter = json`, Docker or an operator wraps them. A message of several lines keeps the number
 * of the line that it stands in. What cannot be read so is taken as it is.
 * @param text a log, the output of `kubectl describe`, events, or what a command or the API server answered
 */
export function linesOf(text: string): readonly Line[] {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) =>
      unwrapped(line.slice(0, mostCharacters)).map(said => ({
        number: index + 1,
        // As Erlang writes a line end within a text.
        text: said.replaceAll('\\n', ' '),
      })),
    )
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one
const colours = /\u001b\[[\d;]*[A-Za-z]/g
/** `[pod/rabbitmq-0/rabbitmq] `, as `kubectl logs --prefix` writes. */
const podPrefix = /^\[pod\/[^\]\s]+\] /
/** `2026-01-31T10:11:12.131415926Z `, as `--timestamps` writes, and what a container runtime writes behind it. */
const timePrefix = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:std(?:out|err) [FP] )?/

function unwrapped(line: string): readonly string[] {
  const bare = line.replace(colours, '').replace(podPrefix, '').replace(timePrefix, '')
  const start = bare.indexOf('{"')
  if (start < 0 || !bare.trimEnd().endsWith('}')) return [bare]
  const object = objectIn(bare.slice(start))
  return object === undefined ? [bare] : messagesOf(object, bare)
}

/** The members in which messages stand: of RabbitMQ `msg`, of Docker `log`, of operators `error` beside `msg`. */
const members = ['msg', 'message', 'log', 'error', 'stacktrace'] as const

function messagesOf(object: Readonly<Record<string, unknown>>, line: string): readonly string[] {
  const said = members.map(name => object[name]).filter(text => typeof text === 'string')
  return said.length === 0 ? [line] : said.flatMap(text => text.trimEnd().split(/\r\n|\n/))
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

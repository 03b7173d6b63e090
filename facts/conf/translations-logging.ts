import { crash, invalid, missing, type Settings, type Translation, translation } from './translation.ts'

/*
 * Sources: rabbit.schema of v3.8.10 to v4.3.5, and translate_formatter_conf/2 and translate_journald_fields_conf/2 of
 * rabbit_prelaunch_early_logging.erl, which came with 3.9.
 */

const timeFormats = ['rfc3339_T', 'rfc3339_space', 'epoch_secs', 'epoch_usecs', 'lager_default']

/** A dollar sign begins a name; the pattern of the broker leaves most capital letters out. */
const unnamedVariable = /\$(?![a-zA_Z0-9_])/

/** `level:number`, or `*:number`, with one blank between. */
const verbosityEntry = /^[^: ]*:[+-]?\d+$/

/** The name of a field becomes an atom, which has at most so many characters. */
const MAX_ATOM = 255

function formatter(name: string): Translation {
  const prefix = `log.${name}.formatter`
  return translation(`rabbit.${prefix}`, '>=3.9', conf => {
    const text = (option: string): string | undefined => textOf(conf, `${prefix}.${option}`)
    const time = text('time_format')
    if (time !== undefined && !timeFormats.includes(time)) return crash(`${prefix}.time_format`)
    if (conf.get(prefix) !== 'json')
      return unnamedVariable.test(text('plaintext.format') ?? '')
        ? crash(`${prefix}.plaintext.format`)
        : undefined
    if (/(?:^| )\*:(?!-(?: |$))/.test(text('json.field_map') ?? '')) return crash(`${prefix}.json.field_map`)
    const verbosity = text('json.verbosity_map')?.split(' ') ?? []
    return verbosity.every(entry => verbosityEntry.test(entry))
      ? undefined
      : crash(`${prefix}.json.verbosity_map`)
  })
}

const textOf = (conf: Settings, key: string): string | undefined => {
  const value = conf.get(key)
  return typeof value === 'string' ? value : undefined
}

export const loggingTranslations: readonly Translation[] = [
  ...['console', 'exchange', 'file', 'syslog'].map(formatter),

  translation('rabbit.log.journald.fields', '>=3.9', conf => {
    const key = 'log.journald.fields'
    const odd = textOf(conf, key)
      ?.split(' ')
      .some(entry => entry.length > MAX_ATOM || (entry.includes('=') && !/^[A-Z0-9][A-Z0-9_]*=/.test(entry)))
    return odd ? crash(key) : undefined
  }),

  translation('syslog.dest_host', 'all', conf => {
    const set = ['log.syslog.ip', 'log.syslog.host'].find(key => conf.has(key))
    if (set === undefined) return undefined
    if (!conf.has('log.syslog')) return missing(set, 'log.syslog')
    const needed = 'log.syslog must be set to true to set log.syslog.host or log.syslog.ip'
    return conf.get('log.syslog') === 'true' ? undefined : invalid(set, needed)
  }),

  translation('syslog.protocol', 'all', conf => {
    const tls = ['tls', 'ssl'].includes(textOf(conf, 'log.syslog.transport') ?? '')
    return tls && conf.get('log.syslog.protocol') === 'rfc3164'
      ? invalid('log.syslog.protocol', 'Syslog protocol rfc3164 is not compatible with TLS')
      : undefined
  }),
]

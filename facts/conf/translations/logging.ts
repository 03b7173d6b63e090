import {
  crash,
  invalid,
  missing,
  type Refusal,
  type Translation,
  type TypedConf,
  translation,
} from './translation.ts'

export const logging: readonly Translation[] = [
  translation('log.syslog', 'syslog.dest_host', 'all', conf => {
    const key = ['log.syslog.ip', 'log.syslog.host'].find(name => conf.get(name) !== undefined)
    if (key === undefined || conf.get('log.syslog') === 'true') return undefined
    if (conf.get('log.syslog') === undefined) return { ...missing('log.syslog'), key }
    return { ...invalid('log.syslog must be set to true to set log.syslog.host or log.syslog.ip'), key }
  }),
  translation('log.syslog.protocol', 'syslog.protocol', 'all', conf => {
    const transport = conf.get('log.syslog.transport')
    const tls = transport === 'tls' || transport === 'ssl'
    return tls && conf.get('log.syslog.protocol') === 'rfc3164'
      ? invalid('Syslog protocol rfc3164 is not compatible with TLS')
      : undefined
  }),
  ...['console', 'exchange', 'file', 'syslog'].map(formatter),
  translation('log.journald.fields', 'rabbit.log.journald.fields', 'all', conf => {
    const fields = String(conf.get('log.journald.fields') ?? '').split(' ')
    const odd = fields.some(field => field.includes('=') && !/^[A-Z0-9][A-Z0-9_]*=/.test(field))
    return odd ? crash('throw, configuration_translation_failure') : undefined
  }),
]

const times = new Set(['rfc3339_space', 'rfc3339_T', 'epoch_usecs', 'epoch_secs', 'lager_default'])
const BROKEN = 'throw, configuration_translation_failure'

/** Source: rabbit_prelaunch_early_logging.erl v3.9.0, v3.9.3, v4.3.5. */
function formatter(output: string): Translation {
  const name = `log.${output}.formatter`
  return translation(name, `rabbit.${name}`, 'all', conf => {
    const time = conf.get(`${name}.time_format`)
    if (time !== undefined && !times.has(String(time)))
      return { ...crash(BROKEN), key: `${name}.time_format` }
    return conf.get(name) === 'json' ? json(conf, name) : plain(conf, name)
  })
}

/** The class of letters after a `$` is misspelt in the broker: of the capitals it has A and Z. */
function plain(conf: TypedConf, name: string): (Refusal & { key: string }) | undefined {
  const key = `${name}.plaintext.format`
  return /\$(?![a-zAZ_0-9])/.test(String(conf.get(key) ?? '')) ? { ...crash(BROKEN), key } : undefined
}

function json(conf: TypedConf, name: string): (Refusal & { key: string }) | undefined {
  const [fields, verbosity] = [`${name}.json.field_map`, `${name}.json.verbosity_map`]
  const entries = (key: string): string[] => String(conf.get(key) ?? '').split(' ')
  if (entries(fields).some(entry => /^\*:(?!-$)/.test(entry))) return { ...crash(BROKEN), key: fields }
  const given = conf.get(verbosity) !== undefined && conf.get(verbosity) !== ''
  return given && entries(verbosity).some(entry => !/^[^:=]*[:=][+-]?\d+$/.test(entry))
    ? { ...crash(BROKEN), key: verbosity }
    : undefined
}

/** Texts that try the borders of each datatype of rabbitmq.conf: what it takes, and what is one step beside that. */
const byKind: Readonly<Record<string, readonly string[]>> = {
  integer: [
    ...[
      '0',
      '1',
      '-1',
      '+5',
      '007',
      '60',
      '1000000',
      '1000001',
      '4294967295',
      '4294967296',
      '99999999999999999999',
    ],
    ...['1.0', '1e3', '0x10', '1_000', '10#5', '60s', '5 0', '--1', '- 1', '٣', '128MB'],
  ],
  float: [
    '0.4',
    '.4',
    '4',
    '4.',
    '1.0e3',
    '1.0E-3',
    '1e3',
    '-0.5',
    '+0.5',
    '0,4',
    '40%',
    '1.0e999',
    '0.0',
    '1.0',
  ],
  boolean: ['true', 'false', 'True', 'yes', 'on', '1', 'true false'],
  flag: ['on', 'off', 'true', 'ON'],
  enum: ['none', 'None', 'no ne'],
  atom: ['nonsense', 'two words', "it's", 'é', 'a'.repeat(255), 'a'.repeat(256)],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as people write it in the file
  string: ['text', '"quoted"', 'é', '€', '${NAME}', '\\', '=', 'a=b', '[{a,b}].'],
  binary: ['text', 'é', 'ÿ', '€'],
  tagged_string: [
    'plain:x',
    'encrypted:abc=',
    'plain:',
    ':x',
    'a-b:c',
    'a b:c',
    'a:b:c',
    'é:x',
    'a:é',
    'a:€',
  ],
  tagged_binary: ['plain:x', 'encrypted:abc=', 'plain:', 'a-b:c', 'a:€'],
  bytesize: [
    ...[
      '2GB',
      '2gb',
      '2Gb',
      '2GiB',
      '2Gi',
      '2G',
      '1.5GB',
      '.5kb',
      '4kb',
      '4KB',
      '4 KB',
      'kb',
      '2147483647',
      '-4kb',
    ],
    ...['2TB', '1.kb', '1e2kb', '0MB'],
  ],
  duration: [
    '30s',
    '30',
    '1h30m',
    '1.5s',
    '.5s',
    '0s',
    '05s',
    '1y',
    '1H',
    '1MS',
    '1w2d',
    '1f',
    '5s ms',
    '1 h',
    '-1s',
  ],
  ip: [
    ...['127.0.0.1:80', '127.0.0.1', '1.2.3:80', '1.2.3.4:', '1.2.3.4:99999', '1.2.3.4:-0', '1.2.3.4:+5'],
    ...['256.1.1.1:1', '::1:80', '[::1]:80', 'fe80::1%lo:80', 'localhost:80', '1.2.3.4:-1', '0x7f.1:80'],
  ],
  list: ['a,b', 'a, b', 'a,,b', ',', `a,${'b'.repeat(256)}`],
  file: ['/etc/hosts', '/nonexistent'],
  directory: ['/etc', '/nonexistent'],
}

/** Texts for what a validator looks at, by its name. */
const byValidator: Readonly<Record<string, readonly string[]>> = {
  byte: ['0', '1', '254', '255', '256', '-1'],
  connection_close_timeout: ['0', '5000', '5001', '-1', 'infinity'],
  https_uri: ['https://x', 'http://x', 'https', 'HTTPS://x', 'https:', '://https:', '/https/', 'httpsx'],
  is_ip: [
    '1.2.3.4',
    '1.2.3',
    '::1',
    '::g',
    '1:2:3:4:5:6:7:8',
    '::1.2.3.4',
    'fe80::1%eth0',
    '0x7f.1',
    '010.1',
    '1.2.3.256',
    'h',
  ],
  is_supported_information_unit: [
    ...[
      '2GB',
      '2gib',
      '2xGB',
      '2Gi',
      '2G',
      '2',
      'GB',
      '2 GB',
      '10000000000',
      '-2',
      '2.5TB',
      '1PB',
      '1EB',
      '1B',
      '1b',
      '2GBi',
    ],
    ...['2kkk', '2kkkk', 'max', '40%', '0x2G'],
  ],
  less_than_1: ['0.0', '0.001', '0.999', '1.0', '-0.1'],
  less_then_512MB: ['0', '1', '536870911', '536870912', '536870913'],
  max_message_size: ['0', '1', '536870911', '536870912', '536870913'],
  mirroring_sync_batch_size: ['0', '1', '1000000', '1000001'],
  non_negative_integer: ['-1', '0', 'infinity'],
  non_zero_positive_16_bit_integer: ['0', '1', '65535', '65536'],
  non_zero_positive_integer: ['0', '1', '-1'],
  port: ['0', '1', '65534', '65535', '65536'],
  positive_16_bit_unsigned_integer: ['0', '1', '65535', '65536'],
  positive_32_bit_unsigned_integer: ['0', '1', '4294967295', '4294967296'],
  size_less_than_2G: ['0', '1', '2147483647', '2147483648'],
  uri: ['https://x', 'x', '::', 'http://[', 'amqp://a b'],
  valid_regex: [
    'a*',
    '^amq\\.',
    '(a|b)+',
    '[a',
    '(a',
    'a)',
    '**',
    '+',
    'a{2,1}',
    '\\',
    '(?<n>a)',
    '[[:alpha:]]',
    'a++',
  ],
  file_accessible: ['/etc/hosts', '/etc', '/nonexistent'],
  pem_file: ['/node/key.pem', '/nonexistent'],
  dir_writable: ['/tmp', '/nonexistent/x'],
  is_dir: ['/etc', '/etc/hosts'],
}

/** Texts that mean something everywhere. */
const everywhere = ['abc', 'none', 'infinity', 'undefined', '$(NAME)', '0', '1.5', '/', '*']

/** All texts that a key of these datatypes and validators is to be tried with. */
export function valuesFor(types: readonly ValueType[], validators: readonly string[]): readonly string[] {
  const texts = [
    ...types.flatMap(({ kind, values }) => [
      ...(byKind[kind] ?? []),
      ...values,
      ...values.slice(0, 1).map(besides),
    ]),
    ...validators.flatMap(name => byValidator[name] ?? []),
    ...types.flatMap(({ bounds }) =>
      bounds.flatMap(([, limit]) => [limit - 1, limit, limit + 1].map(String)),
    ),
    ...everywhere,
  ]
  return [...new Set(texts)]
}

export interface ValueType {
  readonly kind: string
  readonly values: readonly string[]
  readonly bounds: readonly (readonly [name: string, bound: number])[]
}

const besides = (text: string): string => `${text}x`

import { knowsLoadDefinitions, seedsDefaults } from '../facts/definitions-import.ts'
import type { Release } from '../facts/release.ts'
import { releaseRange } from '../facts/release-range.ts'
import { jsonCodec } from '../model/formats/json/json.ts'
import { listOf, member } from '../model/kube/json.ts'
import { eachOf, type Seen } from '../model/kube/lookup.ts'
import type { File } from '../model/pods/files.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { type UnreadFile, unreadFiles } from '../model/settings/unread-files.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-file-unread',
  group: 'configuration',
  title: 'A configuration file is mounted where the broker never reads it',
  worst: 'warning',
  needs: [],
  rationale: `The official image reads /etc/rabbitmq/rabbitmq.conf, conf.d/*.conf beside it (from 3.8.4 on), advanced.config and enabled_plugins,
or what RABBITMQ_CONFIG_FILE and its like name. A file anywhere else, in a folder of its own name for want of \`subPath\`, or beside a
rabbitmq.config in the classic format, is passed over without a word: the node boots with its defaults. Definitions are imported only
where a setting such as \`load_definitions\` names them.`,
  sources: [
    'https://www.rabbitmq.com/docs/configure#config-location',
    'https://www.rabbitmq.com/docs/definitions',
  ],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_prelaunch/src/rabbit_prelaunch_conf.erl@v4.3.5:find_actual_main_config_file: one name with or without .conf; 4.3.6 was seen to boot without a word',
  },
  example: () => ({
    bad: cluster({ advanced: '[{rabbit, []}].', mounts: { 'advanced.config': '/config/advanced.config' } }),
    good: cluster({ advanced: '[{rabbit, []}].' }),
  }),
  check({ cluster: { broker, config }, release }, tell) {
    if (broker.image.flavour === 'bitnami') return
    const unread = tell.all(unreadFiles(broker, config))
    const folder = hasConfFolder.has(release) ? [] : tell.all(inConfFolder(broker))
    if (unread.length > 0 && broker.image.flavour === 'custom')
      return tell.gap('the image may read its configuration elsewhere')
    for (const { file, cause } of [...unread, ...folder]) {
      tell.report({
        at: file.at,
        message: `${file.path} is never read`,
        why: reasons[cause],
        help: helpFor(file, cause, release),
      })
    }
  },
})

/** Source: the release notes of 3.8.4. */
const hasConfFolder = releaseRange('>=3.8.4')

function helpFor(file: File, cause: UnreadFile['cause'], release: Release): string {
  if (cause === 'classic')
    return 'move what rabbitmq.config says into this file, and take rabbitmq.config away'
  if (cause === 'unnamed') return `name it with ${namedBy(file, release)}`
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  if (/^(?:advanced\.config|enabled_plugins|rabbitmq-env\.conf|rabbitmq\.config)$/.test(name))
    return `mount it at /etc/rabbitmq/${name}, with subPath`
  return hasConfFolder.has(release)
    ? 'mount it at /etc/rabbitmq/rabbitmq.conf, or as a file *.conf in /etc/rabbitmq/conf.d, with subPath'
    : 'mount it at /etc/rabbitmq/rabbitmq.conf, with subPath: this release reads no conf.d'
}

/** Source for the users: rabbit.erl, maybe_insert_default_data/0. */
function namedBy(file: File, release: Release): string {
  const key = knowsLoadDefinitions(release) ? 'load_definitions' : 'management.load_definitions'
  if (seedsDefaults(release) || makesUsers(file.value)) return `${key} in rabbitmq.conf`
  return `${key} in rabbitmq.conf, and add the users to it: a new node that has definitions to load makes no default user`
}

function makesUsers(text: string): boolean {
  try {
    return listOf(member(jsonCodec.decode(text), 'users')).length > 0
  } catch {
    return false // what cannot be read makes no user either
  }
}

const inConfFolder = ({ files, paths }: Parameters<typeof unreadFiles>[0]): Seen<UnreadFile> =>
  eachOf(files.list(paths.confFolder), file =>
    files.mountOf(file.path)?.generated === false ? [{ file, cause: 'place' }] : [],
  )

const reasons: Readonly<Record<UnreadFile['cause'], string>> = {
  place: 'the node boots without it, with its defaults, and says nothing',
  classic: 'rabbitmq.config, in the classic format, is there too, and wins',
  unnamed: 'no setting names these definitions: they are not imported',
}

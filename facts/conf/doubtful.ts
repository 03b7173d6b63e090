import { amountKeys, informationUnit } from '../information-units.ts'
import { queueTypes } from '../queue-types.ts'
import type { Release } from '../release.ts'
import { releaseRange } from '../release-range.ts'

/** What is odd about a value that the schema takes; says nothing of the value that could be a secret. */
export interface Doubt {
  readonly what: string
  readonly why: string
  readonly help: string
}

interface Words {
  readonly words: readonly string[]
  readonly why: string
}
/**
 * Words that are looked up only when a queue is declared.
 * Sources: rabbit_queue_location.erl@v4.3.5, rabbit_queue_master_location_misc.erl@v3.13.7, rabbit_queue_type.erl@v4.3.5.
 */
const lookedUpLater: ReadonlyMap<string, Words> = new Map([
  [
    'queue_leader_locator',
    {
      words: ['client-local', 'balanced', 'random', 'least-leaders'],
      why: 'an unknown locator is passed over for client-local',
    },
  ],
  [
    'queue_master_locator',
    {
      words: ['min-masters', 'client-local', 'random'],
      why: 'an unknown locator is passed over for client-local',
    },
  ],
  [
    'default_queue_type',
    {
      words: [...queueTypes, ...queueTypes.map(type => `rabbit_${type}_queue`)],
      why: 'queues without a type of their own cannot be declared',
    },
  ],
])

/**
 * What a release makes of a value that it accepts, where that cannot be what was meant.
 *
 * @param shown the value as it may be printed
 * @param toldTotal whether the broker is told how much memory there is
 */
export function doubtful(
  key: string,
  value: string,
  release: Release,
  shown = value,
  toldTotal = false,
): Doubt | undefined {
  if (amountKeys.includes(key) && informationUnit(value, release) === undefined)
    return unreadable(key, shown, release, toldTotal)
  if (key === 'vm_memory_high_watermark.relative' && Number(value.replace(',', '.')) > 1)
    return {
      what: `${shown} is more than all the memory there is`,
      why: 'the alarm comes when memory is gone, if at all; newer releases cut the value to 1.0',
      help: 'set a fraction between 0.4 and 0.7',
    }
  if (key === 'log.file' && /^(?:true|yes|on|no|off)$|^false$/i.test(value) && value !== 'false')
    return {
      what: `${shown} is the name of a file here`,
      why: `the node logs to a file called ${shown}`,
      help: 'write false to switch it off, or a file name',
    }
  const known = lookedUpLater.get(key)
  // Another plugin may bring a type, under the name of its module.
  if (known && !known.words.includes(value) && !value.startsWith('rabbit_'))
    return {
      what: `no release knows ${shown}`,
      why: known.why,
      help: `one of ${known.words.slice(0, 3).join(', ')}`,
    }
  return undefined
}

const kubernetesUnits = releaseRange('>=3.13')
/** Source: vm_memory_monitor.erl@v4.3.5, interpret_limit/2: what cannot be read is 0.4 of get_total_memory(), the override where there is one. */
function unreadable(key: string, shown: string, release: Release, toldTotal: boolean): Doubt {
  const fallback: Readonly<Record<string, string>> = {
    'vm_memory_high_watermark.absolute': toldTotal
      ? '0.4 of the total that the broker is told'
      : '0.4 of the memory of the machine',
    total_memory_available_override_value: 'the memory of the machine',
    'disk_free_limit.absolute': '50 MB',
  }
  return {
    what: `${shown} is no amount that this release can read`,
    why: `an error in the log, and ${fallback[key]} instead`,
    help: kubernetesUnits.has(release)
      ? 'a whole number with a unit such as MiB, GiB or GB'
      : 'a whole number with MiB, GiB, MB or GB: Ki, Mi, Gi and TB came with 3.13',
  }
}

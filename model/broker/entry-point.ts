import { compareReleases, type Release } from '../../facts/release.ts'
import { argvOf } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** Whether the entry point of the image runs, by itself or out of a command. */
export const entryPointRuns = ({ container }: Broker): boolean =>
  container.value.command === undefined ||
  argvOf(container).some(word => word.includes('docker-entrypoint.sh'))

const rewritten: Release = { major: 3, minor: 9, patch: 0 }
/**
 * Whether the entry point of the official image up to 3.8 runs: it writes the cookie of `RABBITMQ_ERLANG_COOKIE`, and sets
 * mode 600. Source: docker-library/rabbitmq, docker-entrypoint.sh.
 */
export const entryPointOf38 = (broker: Broker, release: Release): boolean =>
  compareReleases(release, rewritten) < 0 && broker.image.flavour === 'official' && entryPointRuns(broker)

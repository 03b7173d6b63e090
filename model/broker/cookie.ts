import type { Flavour } from '../formats/text/image.ts'
import { absent, found, ifSeen, type Lookup, type Seen, unknown, whyOpen } from '../kube/lookup.ts'
import { containersOf, mountsOf } from '../pods/container.ts'
import { showText, usesField } from '../pods/symbolic-text.ts'
import type { Broker } from './broker.ts'
import { homeOf } from './home.ts'
import type { RunScript } from './run-scripts.ts'
import { mentionsWord } from './word-uses.ts'

/*
 * The Erlang cookie: a text that two nodes must have in common to talk. Who is given none makes one at random.
 * Sources: erlang/otp lib/kernel/src/auth.erl@OTP-27.0, create_cookie/1; docker-library/rabbitmq, docker-entrypoint.sh up to 3.8;
 * rabbit_env.erl@v3.9.0, erlang_cookie; bitnami/containers, rabbitmq-env.sh.
 */

/** Variables that hold it, by who reads them. */
const cookieVariables: Readonly<Record<Flavour, readonly string[]>> = {
  official: ['RABBITMQ_ERLANG_COOKIE'],
  operator: ['RABBITMQ_ERLANG_COOKIE'],
  bitnami: ['RABBITMQ_ERL_COOKIE', 'RABBITMQ_ERLANG_COOKIE'],
  custom: ['RABBITMQ_ERLANG_COOKIE', 'RABBITMQ_ERL_COOKIE', 'ERLANG_COOKIE'],
}
/** Variables whose arguments may hold it: `-setcookie x`. */
const argumentVariables: readonly string[] = [
  'RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS',
  'RABBITMQ_SERVER_ERL_ARGS',
  'RABBITMQ_CTL_ERL_ARGS',
]

/** Whether the nodes are given one cookie; absent where each makes its own. */
export function sharedCookie(broker: Broker, scripts: Seen<RunScript>): Lookup<true> {
  const { made } = broker.workload
  if (made.sharesCookie) return found(true)
  if (made.unseen !== undefined) return unknown(made.unseen)
  const told = [variableOf(broker), inHome(broker), writtenBy(broker, scripts)]
  return (
    told.find(({ state }) => state === 'found') ??
    told.find(({ state }) => state === 'unknown') ??
    (broker.image.flavour === 'custom' ? unknown('the image may bring a cookie') : absent())
  )
}

function variableOf({ environment, image }: Broker): Lookup<true> {
  const values = cookieVariables[image.flavour].map(name => environment.get(name))
  if (values.some(value => value.state === 'found' && !usesField(value.value.text, 'metadata.name')))
    return found(true)
  const args = argumentVariables.map(name => environment.get(name))
  if (args.some(value => value.state === 'found' && /-setcookie\b/.test(showText(value.value.text))))
    return found(true)
  const unseen = [...values, ...args].find(({ state }) => state === 'unknown')
  return unseen?.state === 'unknown' ? unseen : absent()
}

/** The file that the nodes read it from, in the home directory. */
function inHome(broker: Broker): Lookup<true> {
  const home = homeOf(broker)
  if (home.state !== 'found') return home
  const { cookie, volume } = home.value
  if (volume === undefined) return absent()
  const isNew = volume.kind === 'claim-template' || volume.kind === 'empty-dir'
  if (isNew && !isFilled(broker, volume.name)) return absent()
  const read = broker.files.read(cookie)
  if (read.state === 'found') return found(true)
  if (volume.kind === 'claim' || volume.kind === 'host-path')
    return unknown('the volume of the home directory may hold a cookie')
  return read
}

/** Whether another container of the pod may put something into a volume. */
const isFilled = ({ workload, container }: Broker, volume: string): boolean =>
  containersOf(workload.template).some(
    other =>
      other.name !== container.name &&
      mountsOf(workload.template, other).some(mount => mount.volume === volume),
  )

/** Whether a script of the pods has to do with it. */
function writtenBy(broker: Broker, scripts: Seen<RunScript>): Lookup<true> {
  const words = ['erlang.cookie', 'COOKIE']
  const named = ifSeen(scripts).some(({ commands }) =>
    commands.some(({ args, redirects }) =>
      [...args, ...redirects.map(({ target }) => target)].some(word =>
        words.some(part => word?.text.includes(part)),
      ),
    ),
  )
  if (named || words.some(word => mentionsWord(broker, word))) return found(true)
  const why = whyOpen(scripts)
  return why === undefined ? absent() : unknown(why)
}

/** Software beside the server that facts are about: what of it was read, and what there is. */
export interface OtherSoftware {
  readonly name: string
  readonly read: string
  /** The newest release that is known to exist, and what of it is not known. */
  readonly newest: string
}

export const otherSoftware: readonly OtherSoftware[] = [
  {
    name: 'RabbitMQ cluster operator',
    read: 'v2.22.3 (2026-07-17), and main at 06cda8e8 (2026-08-06), where what facts rest on is the same',
    newest: '2.23.3 (2026-11-11); of 2.23 the beginnings of the release notes could be read',
  },
  {
    name: 'Messaging topology operator',
    read: 'v1.20.1 (2026-08-07), and main at e736e2d (2026-08-21), where what facts rest on is the same',
    newest: '1.20.2; not read',
  },
  {
    name: 'Official image',
    read: 'docker-library/rabbitmq of 2026-06-15: 4.2 and 4.3, which are alike',
    newest: '4.4; its folder was not read, a log of a node told its Erlang',
  },
  {
    name: 'Kubernetes',
    read: 'the deprecation guide',
    newest: '1.37; the one removal known of 1.38, resource.k8s.io/v1beta1, is in no manifest of RabbitMQ',
  },
]

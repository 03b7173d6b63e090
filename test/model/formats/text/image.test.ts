import { FormatError } from '../../../../model/formats/text/codec.ts'
import { brokerImage, imageFlavour, imageRelease, parseImage } from '../../../../model/formats/text/image.ts'
import { describe, expect, test } from '../../../jest.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

describe('references', () => {
  test.each([
    ['rabbitmq', 'docker.io', 'library/rabbitmq', undefined, undefined],
    ['rabbitmq:3.13', 'docker.io', 'library/rabbitmq', '3.13', undefined],
    ['docker.io/rabbitmq:4', 'docker.io', 'library/rabbitmq', '4', undefined],
    ['index.docker.io/library/rabbitmq', 'docker.io', 'library/rabbitmq', undefined, undefined],
    [
      'bitnami/rabbitmq:3.12.14-debian-12-r0',
      'docker.io',
      'bitnami/rabbitmq',
      '3.12.14-debian-12-r0',
      undefined,
    ],
    ['localhost/rabbitmq:1', 'localhost', 'rabbitmq', '1', undefined],
    ['localhost:5000/a/b:v1', 'localhost:5000', 'a/b', 'v1', undefined],
    ['registry:5000/a/b:v1', 'registry:5000', 'a/b', 'v1', undefined],
    ['registry/a/b', 'docker.io', 'registry/a/b', undefined, undefined],
    ['Registry/a', 'Registry', 'a', undefined, undefined],
    ['[2001:db8::1]:5000/a:1', '[2001:db8::1]:5000', 'a', '1', undefined],
    ['[2001:db8::1]/a', '[2001:db8::1]', 'a', undefined, undefined],
    [`rabbitmq:3.13.7@${digest}`, 'docker.io', 'library/rabbitmq', '3.13.7', digest],
    [`ghcr.io/x/rabbitmq@${digest}`, 'ghcr.io', 'x/rabbitmq', undefined, digest],
    ['a.b-c/f--g__h.i', 'a.b-c', 'f--g__h.i', undefined, undefined],
  ])('%s', (text, registry, repository, tag, wanted) => {
    const image = parseImage(String(text))
    expect(image).toMatchObject({ registry, repository, tag, digest: wanted })
    expect(String(text).slice(image.tagSpan.start, image.tagSpan.end)).toBe(tag ?? '')
  })

  test.each([
    ['', 0],
    ['Rabbitmq', 0],
    ['rabbitmq:', 9],
    ['rabbitmq: 3', 9],
    ['a//b', 2],
    ['rabbitmq@sha256:12', 9],
    ['rabbitmq:{{ .Values.tag }}', 9],
    ['a-/b', 0],
    [`${'a/'.repeat(200)}b`, 255],
    ['a'.repeat(2000), 1024],
    [`rabbitmq:${'a'.repeat(129)}`, 9],
  ])('%s is none', (text, offset) => {
    expect(() => parseImage(text)).toThrow(FormatError)
    try {
      parseImage(text)
    } catch (error) {
      expect(error).toMatchObject({ offset })
    }
  })
})

describe('what a tag tells', () => {
  const short = (text: string): string => {
    const told = imageRelease(text)
    if (told.state === 'unknown') return '?'
    if (told.state === 'major') return `${told.major}`
    const { major, minor, patch } = told.release
    return `${major}.${minor}.${patch}${told.hasPatch ? '' : '~'}${told.prerelease ? `-${told.prerelease}` : ''}`
  }
  test.each([
    ['rabbitmq:3.13.7-management-alpine', '3.13.7', 'official'],
    ['rabbitmq:3.13', '3.13.7~', 'official'],
    ['rabbitmq:3.12-management', '3.12.14~', 'official'],
    ['rabbitmq:4.9-management', '4.9.9999~', 'official'],
    ['rabbitmq:4', '4', 'official'],
    ['rabbitmq:3-alpine', '3', 'official'],
    ['rabbitmq:4-management', '4', 'official'],
    ['rabbitmq:latest', '?', 'official'],
    ['rabbitmq:management', '?', 'official'],
    ['rabbitmq', '?', 'official'],
    ['docker.io/rabbitmq:latest', '?', 'official'],
    ['rabbitmq:3.8.0-rc.1', '3.8.0-rc.1', 'official'],
    ['rabbitmq:3.8-rc-management', '3.8.0~-rc', 'official'],
    ['rabbitmq:4.1.0-beta.5-management', '4.1.0-beta.5', 'official'],
    [`rabbitmq:3.13.7@${digest}`, '3.13.7', 'official'],
    [`rabbitmq@${digest}`, '?', 'official'],
    ['rabbitmq:3.14', '?', 'official'],
    ['rabbitmq:2024.01.02', '?', 'official'],
    ['rabbitmq:3-1', '?', 'official'],
    ['rabbitmq:1.2.3', '?', 'official'],
    ['public.ecr.aws/docker/library/rabbitmq:3.13.7', '3.13.7', 'official'],
    ['registry.corp/team/rabbitmq:3.13.7-management', '3.13.7', 'official'],
    ['registry.corp:5000/rabbitmq:4.0.5', '4.0.5', 'official'],
    ['registry.corp/team/rabbitmq:3.13.7-42', '3.13.7', 'custom'],
    ['registry.corp/team/rabbitmq:v3.13.7', '3.13.7', 'custom'],
    ['registry.corp/team/rabbitmq:1.4.2', '?', 'custom'],
    ['registry.corp/team/rabbitmq:latest', '?', 'custom'],
    ['bitnami/rabbitmq:3.12-debian-11-r0', '3.12.14~', 'bitnami'],
    ['docker.io/bitnamilegacy/rabbitmq:4.1.3-debian-12-r1', '4.1.3', 'bitnami'],
    ['registry.corp/mirror/rabbitmq:3.12.14-debian-12-r0', '3.12.14', 'bitnami'],
    ['bitnami/rabbitmq:latest', '?', 'bitnami'],
    ['pivotalrabbitmq/rabbitmq:v3.13.x-otp-26', '3.13.7~', 'custom'],
    ['acme/my-rabbitmq:3.13.7', '?', 'custom'],
    ['acme/rabbitmq-delayed:3.13.7-management', '3.13.7', 'custom'],
    ['acme/broker:3.13.7', '?', 'custom'],
    ['pivotalrabbitmq/rabbitmq-autocluster', '3.6.16~', 'custom'],
    ['eurobankgr/rabbitmq-autocluster:3.7.8', '3.7.8', 'custom'],
    ['rabbitmqoperator/cluster-operator:2.9.0', '?', 'operator'],
    ['rabbitmq:{{ .Values.tag }}', '?', 'official'],
  ])('%s: %s, %s', (text, told, flavour) => {
    expect(short(text)).toBe(told)
    expect(imageFlavour(text)).toBe(flavour)
  })
})

describe('which images are nodes', () => {
  test.each([
    ['rabbitmq:3', 'yes'],
    ['bitnami/rabbitmq', 'yes'],
    ['pivotalrabbitmq/rabbitmq-autocluster', 'yes'],
    ['pivotalrabbitmq/rabbitmq:main', 'yes'],
    ['eu.gcr.io/{{PROJECT-ID}}/rabbitmq:{{COMMIT}}', 'yes'],
    ['acme/my-rabbitmq', 'perhaps'],
    ['acme/rabbitmq-delayed-message-exchange:3.13.3-management', 'yes'],
    ['acme/rabbitmq-delayed-message-exchange:3.13.3', 'perhaps'],
    ['acme/rabbitmq-worker:3.13-management', 'no'],
    ['acme/shop:1.2-management', 'perhaps'],
    ['acme/broker', 'perhaps'],
    ['', 'perhaps'],
    ['kbudde/rabbitmq-exporter', 'no'],
    ['rabbitmqoperator/cluster-operator:2.9.0', 'no'],
    ['rabbitmqoperator/messaging-topology-operator', 'no'],
    ['rabbitmqoperator/default-user-credential-updater', 'no'],
    ['bitnami/rabbitmq-cluster-operator', 'no'],
    ['pivotalrabbitmq/perf-test', 'no'],
    ['ghcr.io/kedacore/rabbitmq-client:v1.0', 'no'],
    ['acme/rabbitmq-consumer', 'no'],
    ['gcr.io/x/rabbitmq-scaler', 'no'],
  ])('%s: %s', (text, expected) => {
    expect(brokerImage(text)).toBe(expected)
  })
})

describe('images around RabbitMQ', () => {
  test.each(
    [
      ...[
        'exporter',
        'operator',
        'scaler',
        'scalers',
        'perf',
        'perftest',
        'test',
        'tests',
        'bench',
        'benchmark',
      ],
      ...[
        'client',
        'clients',
        'consumer',
        'consumers',
        'producer',
        'producers',
        'publisher',
        'subscriber',
        'sender',
      ],
      ...[
        'receiver',
        'worker',
        'listener',
        'proxy',
        'adapter',
        'bridge',
        'backup',
        'restore',
        'updater',
        'cli',
      ],
      ...[
        'rabbitmqadmin',
        'ui',
        'dashboard',
        'monitor',
        'tutorial',
        'tutorials',
        'sample',
        'samples',
        'example',
      ],
      ...[
        'examples',
        'demo',
        'job',
        'init',
        'setup',
        'provisioner',
        'trigger',
        'source',
        'ingress',
        'dispatcher',
      ],
    ].map(word => [word]),
  )('%s: no node', word => {
    expect(brokerImage(`acme/rabbitmq-${word}:1`)).toBe('no')
    expect(brokerImage(`acme/${word}-rabbitmq:1`)).toBe('no')
  })
  test.each(['rabbitmq', 'rabbitmq-server', 'rabbitmq-management', 'rabbitmq-cluster', 'rabbitmq-ha'])(
    '%s: a node',
    name => {
      expect(brokerImage(`acme/${name}:1`)).toBe('yes')
    },
  )
  test.each([
    ['bitnami', 'bitnami'],
    ['bitnamilegacy', 'bitnami'],
    ['bitnamisecure', 'bitnami'],
    ['library', 'official'],
    ['Library', 'official'],
    ['docker.io', 'official'],
    ['index.docker.io', 'official'],
    ['docker.io/library', 'official'],
  ])('%s/rabbitmq: %s', (owner, flavour) => {
    expect(imageFlavour(`${owner}/rabbitmq:latest`)).toBe(flavour)
  })
  test('what tells no release says why', () => {
    const whyOf = (text: string): unknown => {
      const told = imageRelease(text)
      return told.state === 'unknown' ? told.why : told
    }
    expect(whyOf('rabbitmq')).toBe('the image has no tag')
    expect(whyOf(`rabbitmq@${digest}`)).toBe('the image is named by a digest')
    expect(whyOf('rabbitmq:latest')).toBe("the tag 'latest' does not tell the release")
    expect(whyOf('rabbitmq:a b')).toBe('the image is not a valid reference')
    expect(whyOf('acme/shop:3.12.1')).toBe("the tag '3.12.1' may be a version of the image's own")
  })
})

test('an image is a node however its name is written', () => {
  for (const name of ['ACME/RabbitMQ:1', 'acme/RABBITMQ-Server:1'])
    expect([name, brokerImage(name)]).toEqual([name, brokerImage(name.toLowerCase())])
  expect(brokerImage('acme/RabbitMQ-Exporter:1')).toBe('no')
})

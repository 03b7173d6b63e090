import { compareReleases, type Release } from './release.ts'

/** A file of configuration that the official image carries. */
export interface ImageFile {
  readonly path: string
  readonly settings: ReadonlyMap<string, string>
}

/**
 * What the official image has in conf.d. Source: docker-library/rabbitmq, Dockerfile templates and conf.d/; the second
 * file is removed in images with the management plugin.
 */
export function imageConfiguration(release: Release, hasManagement: boolean): readonly ImageFile[] {
  if (compareReleases(release, { major: 3, minor: 9, patch: 0 }) < 0) return []
  const defaults: ImageFile = {
    path: '/etc/rabbitmq/conf.d/10-defaults.conf',
    settings: new Map([
      ['loopback_users.guest', 'false'],
      ['log.console', 'true'],
    ]),
  }
  const metrics: ImageFile = {
    path: '/etc/rabbitmq/conf.d/20-management_agent.disable_metrics_collector.conf',
    settings: new Map([['management_agent.disable_metrics_collector', 'true']]),
  }
  return hasManagement ? [defaults] : [defaults, metrics]
}

/** Files that are there in every official image from 3.9 on, and that a folder cannot be mounted over. */
export const imageFiles = (release: Release): readonly string[] =>
  compareReleases(release, { major: 3, minor: 9, patch: 0 }) < 0 ? [] : ['/etc/rabbitmq/enabled_plugins']

/**
 * The variables that make the entry point of an official image write rabbitmq.conf, and with it let guest in from anywhere; it
 * does so too where there is no such file. Undefined from 3.9 on, whose images carry that line.
 * Source: docker-library/rabbitmq, docker-entrypoint.sh of 2021-05-01, `shouldWriteConfig`.
 */
export const entrypointOpensGuest = (release: Release): readonly string[] | undefined =>
  compareReleases(release, { major: 3, minor: 9, patch: 0 }) < 0
    ? [
        'RABBITMQ_DEFAULT_USER',
        'RABBITMQ_DEFAULT_PASS',
        'RABBITMQ_DEFAULT_VHOST',
        'RABBITMQ_VM_MEMORY_HIGH_WATERMARK',
      ]
    : undefined

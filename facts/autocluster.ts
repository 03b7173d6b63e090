import { releaseRange } from './release-range.ts'

/**
 * The plugin that joined nodes before the server could. Its last release was for 3.6; 3.7 brought peer discovery into the server.
 * Source: rabbitmq/rabbitmq-autocluster, README.md; release notes of 3.7.0.
 */
export const autoclusterReleases = releaseRange('<=3.6')

/** What the name of the plugin, and of images that have it, contains. */
export const namesAutocluster = (name: string): boolean => name.toLowerCase().includes('autocluster')

/** Whether a variable is one that only that plugin reads. */
export const isAutoclusterVariable = (name: string): boolean => name.startsWith('AUTOCLUSTER_')

import { Command } from 'commander'
import type { Host } from './host.ts'
import { usageWords } from './usage.ts'
import { version } from './version.ts'

/** `warrener` without its commands. What it says goes to the host; instead of ending the process it throws. */
export const rootCommand = (host: Host): Command =>
  new Command('warrener')
    .description('Finds what will break RabbitMQ on Kubernetes before it does.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: text => host.out.write(text),
      writeErr: text => host.err.write(text),
      outputError: text => host.err.write(`warrener: ${usageWords(text)}\n`),
    })
    .showHelpAfterError('(warrener --help lists commands and options)')

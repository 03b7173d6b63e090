import { type ConfigFile, enforcementsOf, overridesOf, severitiesOf } from './config.ts'

/** What a config file says of how the webhook judges. */
export const settingsFor = (config: ConfigFile) => ({
  ...(config.webhook === undefined ? {} : { webhook: config.webhook }),
  ...(config.rabbitmqVersion === undefined ? {} : { rabbitmqVersion: config.rabbitmqVersion }),
  ...(config.metadataStore === undefined ? {} : { metadataStore: config.metadataStore }),
  severities: severitiesOf(config.rules),
  overrides: overridesOf(config.overrides),
  enforcements: enforcementsOf(config.rules),
})

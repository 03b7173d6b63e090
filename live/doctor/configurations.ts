import { isObject, isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig, scalarText } from '../../model/kube/read.ts'

/** All that Warrener installs has this label; the brake and `uninstall` find it by that. */
export const label = { name: 'app.kubernetes.io/name', value: 'warrener' } as const

/** Where the API server finds the webhook. */
export type Target =
  | { readonly service: string; readonly namespace: string; readonly port: number; readonly path: string }
  | { readonly url: string }

/** One entry of a webhook configuration. */
export interface Entry {
  /** `ValidatingWebhookConfiguration warrener`. */
  readonly holder: string
  readonly name: string
  readonly target: Target
  readonly caBundle: string | undefined
  readonly value: JsonObject
}
/** A webhook configuration that asks Warrener. */
export interface Configuration {
  readonly kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration'
  readonly name: string
  readonly isLabelled: boolean
  /** Who writes the caBundle, where cert-manager is told to. */
  readonly injectedFrom: string | undefined
  readonly entries: readonly Entry[]
}

/** A configuration, where it has our label or asks one of our names; undefined for those of others. */
export function configurationOf(kind: Configuration['kind'], value: JsonObject): Configuration | undefined {
  const name = scalarText(dig(value, ['metadata', 'name'])) ?? ''
  const isLabelled = dig(value, ['metadata', 'labels', label.name]) === label.value
  const entries = listOf(value.webhooks)
    .filter(isObject)
    .map(entry => entryOf(`${kind} ${name}`, entry))
  if (!isLabelled && !entries.some(entry => entry.name.endsWith('.warrener.dev'))) return undefined
  const injected = dig(value, ['metadata', 'annotations', 'cert-manager.io/inject-ca-from'])
  return { kind, name, isLabelled, entries, injectedFrom: isString(injected) ? injected : undefined }
}

function entryOf(holder: string, value: JsonObject): Entry {
  const client = member(value, 'clientConfig')
  const [url, service, bundle] = ['url', 'service', 'caBundle'].map(key => member(client, key))
  const text = (key: string): string => scalarText(member(service, key)) ?? ''
  return {
    holder,
    name: scalarText(value.name) ?? '',
    target: isString(url)
      ? { url }
      : {
          service: text('name'),
          namespace: text('namespace'),
          port: Number(text('port') || 443),
          path: text('path') || '/',
        },
    caBundle: isString(bundle) && bundle !== '' ? Buffer.from(bundle, 'base64').toString() : undefined,
    value,
  }
}

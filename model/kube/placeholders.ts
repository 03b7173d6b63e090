import type { KubeObject } from './object.ts'

/** `${x}`, `${x:=1}`, `${x:-1}`: envsubst, and Flux with `postBuild`. */
const dollar = /\$\{[A-Za-z_]\w*(?:[:=?+#/,^-][^}\n]*)?\}/

/** Whether text holds `${x}`. */
export const hasDollar = (text: string): boolean => text.includes('${') && dollar.test(text)

/**
 * Whether something in a text is filled in before it reaches the cluster: `{{ x }}` of Helm, Jinja and others, and `${x}`
 * where its object is known to be a template; else that is text like any other.
 */
export const isFilledIn = (text: string, { isTemplate }: Pick<KubeObject, 'isTemplate'>): boolean =>
  text.includes('{{') || (isTemplate === true && hasDollar(text))

/** Why a value is not known. */
export const whyFilledIn = (what: string): string =>
  `${what} holds a placeholder, which is filled in before it is applied`

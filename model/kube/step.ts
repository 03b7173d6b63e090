/** The formats a string inside a manifest may be written in. Each has a codec in `model/formats/`. */
export type Format = 'base64' | 'conf' | 'json' | 'erlang' | 'plugins' | 'shell'

/**
 * One step of an address: a key, a list index, a list item by its `name`, or "the string here is a document of this
 * format, go on inside it".
 */
export type Step = string | number | { readonly name: string } | { readonly as: Format }

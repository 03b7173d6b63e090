/** Whether a value has the shape of admission-review.json; where not, `errors` of the function says why. */
declare const check: {
  (value: unknown): boolean
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}
export default check

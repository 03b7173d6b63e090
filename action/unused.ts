/**
 * Stands in for the packages with which @actions/core fetches identity tokens and asks for the version of the system.
 * The Action does neither, so that its bundle holds no HTTP client.
 */
const unused = (): never => {
  throw new Error('not part of this bundle')
}
export const HttpClient = unused
export const BearerCredentialHandler = unused
export const getExecOutput = unused

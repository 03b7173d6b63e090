import type { Json, JsonObject } from '../model/kube/json.ts'

/*
 * The wire format: admission.k8s.io/v1, as far as it is read and written here.
 * Source: kubernetes/api, admission/v1/types.go.
 */

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'

export interface AdmissionRequest {
  readonly uid: string
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string }
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string }
  readonly subResource?: string
  /** '' or left out for an object whose name the API server has yet to make up. */
  readonly name?: string
  readonly namespace?: string
  readonly operation: Operation
  /** Null on DELETE. */
  readonly object?: JsonObject | null
  /** Null on CREATE. */
  readonly oldObject?: JsonObject | null
  readonly dryRun?: boolean | null
  /** Who asks. Nothing but the name is looked at, and that only for the log. */
  readonly userInfo?: Json
}

/** One reason of a denial, for programs: `kubectl` prints the message of the status. */
export interface Cause {
  readonly reason: string
  readonly message: string
  /** Path in the object under review, written as Kubernetes writes it. */
  readonly field: string
}

export interface Status {
  readonly status: 'Failure'
  readonly code: 403
  readonly reason: 'Forbidden'
  readonly message: string
  readonly details: {
    readonly group: string
    readonly kind: string
    readonly name: string
    readonly causes: readonly Cause[]
  }
}

export interface AdmissionResponse {
  readonly uid: string
  readonly allowed: boolean
  readonly status?: Status
  readonly warnings?: readonly string[]
  readonly auditAnnotations?: Readonly<Record<string, string>>
  /** Base64 of a JSON Patch; together with `patchType`, or neither. */
  readonly patch?: string
  readonly patchType?: 'JSONPatch'
}

export interface AdmissionReview {
  readonly apiVersion: 'admission.k8s.io/v1'
  readonly kind: 'AdmissionReview'
  readonly response: AdmissionResponse
}

export const answer = (response: AdmissionResponse): AdmissionReview => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  response,
})

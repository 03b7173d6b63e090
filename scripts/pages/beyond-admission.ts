/** Rules of which the webhook cannot know when the object of their example is written, and why. The list only shrinks. */
export const beyondAdmission: Readonly<Record<string, string>> = {
  'api-version-removed': 'what is posted in a version that is gone never comes so far',
  'discovery-rights-unneeded': 'Roles are read where a right is missing',
  'duplicate-object': 'only one object has a name there',
  'event-rights-missing': 'of rights only that is asked whose lack keeps nodes from each other',
  'manifest-invalid': 'what the API server refuses never comes so far',
  'network-policy-blocks-peers': 'network policies are not looked up',
  'objects-in-other-namespace': 'one namespace is looked at',
  'operator-secret-incomplete': 'Secrets are not looked up',
  'secret-in-manifest': 'what is posted is in no repository',
  'service-selects-strangers': 'other workloads are not looked up',
  'topology-plugin-missing': 'of the resources of the topology operator, policies and queues are looked up',
  'topology-secret-unlabelled': 'Secrets are not looked up',
}

/** Rules about objects that the webhook is never asked about. */
export const unasked: Readonly<Record<string, string>> = {
  'bare-pod': 'nobody is asked about Pods',
  'chart-values-misplaced': 'values of a chart come as the objects that it makes',
}

import type { Command } from 'commander'

/** Adds the options of `webhook` to a command; what it does is the caller's to add. */
export const withWebhookOptions = (command: Command): Command =>
  command
    .option('--port <port>', 'port to listen on (default: $PORT, else 8443)')
    .option('--host <address>', 'address to listen on (default: all)')
    .option('--tls-cert <file>', 'certificate, reloaded when it changes')
    .option('--tls-key <file>', 'its private key')
    .option('--self-signed', 'make the certificate, keep it in a Secret, and have the API server trust it')
    .option('--no-tls', 'serve plain HTTP, where something else terminates TLS')
    .option('--client-ca <file>', 'CA of the client certificate that the API server shows')
    .option('--path-secret-file <file>', 'file with the first segment of the path of reviews')
    .option('--no-path-secret', 'take reviews from anybody, where something else checks who asks')
    .option('--kubeconfig <file>', 'how to reach the API server (default: as a pod, else as kubectl does)')
    .option('--no-cluster', 'look nothing up')
    .option('--read-secrets', 'look Secrets up too, where the right to read them was given')
    .option('--config <file>', 'config file (default: as for lint)')
    .option('--no-config', 'read no config file')
    .option('--export-vap', 'print rules as ValidatingAdmissionPolicies, and serve nothing')

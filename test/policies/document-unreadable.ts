import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const broken = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: rabbitmq\n spec: {}\n'

export default rows({
  valid: [
    { name: 'readable', manifests: cluster() },
    {
      name: 'no Kubernetes object',
      manifests: { 'a.yaml': cluster(), 'tsconfig.json': '{ // rabbitmq\n "a": 1 }' },
    },
    {
      name: 'an object of something else',
      manifests: { 'a.yaml': cluster(), 'b.yaml': 'kind: Deployment\nmetadata: [\n' },
    },
    {
      name: 'a Helm template',
      manifests: {
        'a.yaml':
          'kind: StatefulSet\nmetadata:\n  name: rabbitmq\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n',
      },
    },
  ],
  invalid: [
    {
      name: 'mentions RabbitMQ',
      manifests: { 'a.yaml': cluster(), 'b.yaml': broken },
      findings: [{ severity: 'error', line: 5 }],
    },
    {
      name: 'named itself',
      manifests: { 'b.json': '{"a": 1,}' },
      options: { named: ['b.json'] },
      findings: [{ severity: 'error', text: '}' }],
    },
    {
      name: 'a page, named itself',
      manifests: { 'a.yaml': cluster(), 'README.md': '# RabbitMQ\n\nSome: text\n- a list\n' },
      options: { named: ['README.md'] },
      findings: [
        {
          severity: 'error',
          line: 4,
          message: /^is no manifest: /,
          why: /^it was named as a manifest/,
          help: /^leave it out/,
        },
      ],
    },
    {
      name: 'a tab',
      manifests: 'kind: Service\nmetadata:\n\tname: rabbitmq\n',
      findings: [{ message: /tab/, line: 3 }],
    },
    {
      name: 'a kustomization that lacks a resource: kubectl can read it all the same',
      manifests: { 'kustomization.yaml': 'resources:\n  - a.yaml\n  - gone.yaml\n', 'a.yaml': cluster() },
      findings: [
        {
          severity: 'error',
          line: 3,
          text: 'g',
          message: /^kustomize cannot build it: gone\.yaml is not there$/,
          why: /^kustomize build and kubectl apply -k stop here/,
          help: /add what it lacks$/,
        },
      ],
    },
    {
      name: 'Latin 1',
      manifests: { 'a.yaml': cluster() },
      options: {
        unread: [
          {
            name: 'b.yaml',
            problem: 'encoding',
            why: 'is not UTF-8 text',
            text: 'kind: Service\nmetadata: {name: rabbitmq-\ufffd}',
            offset: 40,
          },
        ],
      },
      findings: [
        {
          severity: 'error',
          line: 2,
          message: /^is not UTF-8 text$/,
          why: /may be here$/,
          help: /^save it as UTF-8$/,
        },
      ],
    },
    {
      name: 'a file that may not be read, named itself',
      manifests: { 'a.yaml': cluster() },
      options: {
        named: ['b.yaml'],
        unread: [{ name: 'b.yaml', problem: 'access', why: 'cannot be read: EACCES' }],
      },
      findings: [
        {
          severity: 'error',
          line: 1,
          message: /^cannot be read: EACCES$/,
          help: /^make it a file that this user may read/,
        },
      ],
    },
    {
      name: 'its neighbours are read',
      manifests: `${cluster()}---\n${broken}`,
      findings: [{ severity: 'error', text: 'spec: {}' }],
    },
  ],
})

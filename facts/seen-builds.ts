/** A build of RabbitMQ that facts and rules speak of as seen, and that tests run. */
export interface SeenBuild {
  readonly release: string
  /** Whose build it is, with its version. */
  readonly build: string
  /** The major release of Erlang/OTP beneath it. */
  readonly erlang: number
  /** What it does otherwise than the release, as far as facts could go by it: never taken for the release's. */
  readonly differs: readonly Difference[]
}

export interface Difference {
  /** Of facts/data/, and the name of the entry there. */
  readonly table: string
  readonly name: string
  readonly what: string
}

const bodyLimit: Difference = {
  table: 'confKeys',
  name: 'management.http.max_body_size',
  what: 'knows the key, as part of the fix of CVE-2023-46118; releases know it since 3.11.24 and 3.12.7',
}

/**
 * Sources: debian/patches and debian/changelog of each package. Patches that only mend the build, or what a broker does with
 * connections, are left out.
 */
export const seenBuilds: readonly SeenBuild[] = [
  { release: '3.8.9', build: 'Debian 3.8.9-3+deb11u1', erlang: 23, differs: [bodyLimit] },
  { release: '3.10.8', build: 'Debian 3.10.8-1.1+deb12u1', erlang: 25, differs: [bodyLimit] },
  { release: '4.0.5', build: 'Debian 4.0.5-6+deb13u2', erlang: 27, differs: [] },
  {
    release: '4.3.6',
    build: 'Debian 4.3.6-1',
    erlang: 29,
    differs: [
      {
        table: 'deprecatedFeatures',
        name: 'transient_nonexcl_queues',
        what: 'permits them by default; the release denies them since 4.3.0',
      },
    ],
  },
]

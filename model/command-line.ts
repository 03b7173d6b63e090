/** Commands. */
export const commandLine = (
  command: readonly string[],
): readonly { name: string; args: readonly string[] }[] => [
  { name: command[0] ?? '', args: command.slice(1) },
]

/** Waits until something holds. A minute is for a machine that is busy: what never comes true is told then. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it never came true')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

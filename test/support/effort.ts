/**
 * How much processor time (ms) some work of this process took: a limit on it holds on a busy machine too, where the
 * clock on the wall goes on while others have the processor.
 */
export async function effortOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * A Date whose present is `offset()` ms ahead of the machine's, and which is a Date in every other way: what a
 * bundle sees when the clock of the local cloud was moved forward.
 */
export function movedDate(offset: () => number, machine: DateConstructor = Date): DateConstructor {
  const now = () => machine.now() + offset();
  return new Proxy(machine, {
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as Date,
    apply: () => new machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

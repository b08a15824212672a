/** The whole per cent of the target that is reached, at most 100. Cut, never rounded up: 99.9 is not "reached". */
export const percentOf = (value: number, target: number): number =>
  Math.min(100, Math.max(0, Math.floor((value / target) * 100)));

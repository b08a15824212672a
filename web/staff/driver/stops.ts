import type { Sheet } from './day.ts';
import type { Deed } from './deed.ts';

export type Stop = Sheet['order'][number];
export type Door = NonNullable<Stop['door']>;
type OneOf = Stop['deliveries'][number];

/** What became of one PC: as the server says, or as it was done here and is not yet told. */
export type Fate = 'open' | 'handed-over' | 'failed';

const last = (deeds: readonly Deed[], delivery: string): Deed | undefined =>
  deeds.findLast(
    ({ about, kind, state }) =>
      about === delivery && (kind === 'confirm' || kind === 'fail') && state !== 'refused',
  );

/** @param deeds of this phone in order */
export function fateOf({ id, status }: OneOf, deeds: readonly Deed[]): Fate {
  if (status === 'DONE') return 'handed-over';
  if (status === 'FAILED') return 'failed';
  const deed = last(deeds, id);
  if (!deed) return 'open';
  return deed.kind === 'confirm' ? 'handed-over' : 'failed';
}

/** True while something is to be done at this door. */
export const isOpen = (stop: Stop, deeds: readonly Deed[]): boolean =>
  stop.deliveries.some((one) => fateOf(one, deeds) === 'open');

export interface Placed {
  readonly sheet: Sheet;
  readonly stop: Stop;
}
/** All doors of the day in the order in which they are driven to. */
export const placed = (sheets: readonly Sheet[]): Placed[] =>
  sheets.flatMap((sheet) => sheet.order.map((stop) => ({ sheet, stop })));

/** A door has the name of its first PC: it stays the same when the office changes the order. */
export const nameOfStop = (stop: Stop): string => stop.deliveries[0]?.id ?? '';

export const findStop = (sheets: readonly Sheet[], name: string): Placed | undefined =>
  placed(sheets).find(({ stop }) => stop.deliveries.some(({ id }) => id === name));

/** The next door where something is to be done, after this one or from the first. */
export function nextOpen(sheets: readonly Sheet[], deeds: readonly Deed[], after?: Stop): Placed | undefined {
  const all = placed(sheets);
  const from = after ? all.findIndex(({ stop }) => stop === after) + 1 : 0;
  return [...all.slice(from), ...all.slice(0, from)].find(
    ({ stop }) => stop !== after && isOpen(stop, deeds),
  );
}

/** `(08209) 구로구 가마산로 1 101호`, without what is not known. */
export const addressOf = ({ postcode, street, detail }: Door): string =>
  [postcode && `(${postcode})`, street, detail].filter(Boolean).join(' ');

/** An address for the phone's own map: by coordinates where they are known, else by words; none without either. */
export function mapOf({ coordinates, street }: Door): string | undefined {
  if (coordinates) {
    const point = `${coordinates.latitude},${coordinates.longitude}`;
    return `geo:${point}?q=${point}`;
  }
  return street ? `geo:0,0?q=${encodeURIComponent(street)}` : undefined;
}

/** What can be done on the way, in the contract's words; `body` is what its route takes. */
export type DeedKind = 'depart' | 'confirm' | 'fail' | 'photo';

/** Waiting to be sent; taken by the server; not taken, and why. */
export type DeedState = 'waiting' | 'sent' | 'refused';

/** One thing done on the way, kept until the server has it. */
export interface Deed {
  /** A ULID: the idempotency key, and by its time the place in the order. */
  readonly key: string;
  /** Account of the person who did it: nobody else sends it. */
  readonly owner: string;
  readonly kind: DeedKind;
  /** The route (`depart`) or the delivery. */
  readonly about: string;
  /** The route it was done on: nothing on it is told before its departure is. */
  readonly route: string;
  /** What people call it: an asset number, a district. */
  readonly label: string;
  /** When it was done by this phone's clock, ISO. */
  readonly at: string;
  /** Empty once it is sent: a signature does not stay on the phone. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The photo; gone once it is sent. */
  readonly photo?: Blob;
  /** How far a photo is: the place that the server gave it. */
  readonly place?: string;
  readonly state: DeedState;
  /** How often the network or the server let it down. */
  readonly tries: number;
  readonly sentAt?: string;
  readonly because?: string;
  /** False when another result stood already: the office finds out which is right. */
  readonly recorded?: boolean;
}

/** In the order in which they were done: ULIDs sort by time. */
export const inOrder = (deeds: readonly Deed[]): Deed[] =>
  [...deeds].sort((a, b) => (a.key < b.key ? -1 : 1));

/** As it is kept after the server took it: what was done, without what belongs to the recipient. */
export function sentDeed({ photo: _, because: __, ...deed }: Deed, at: string, recorded: boolean): Deed {
  return { ...deed, state: 'sent', sentAt: at, body: {}, recorded };
}

/**
 * The next ULID after those given, so that two deeds of the same millisecond keep their order.
 * @param fresh a new ULID
 */
export function keyAfter(deeds: readonly Deed[], fresh: string): string {
  const last = deeds.reduce((max, { key }) => (key > max ? key : max), '');
  if (fresh > last) return fresh;
  // The phone's clock went back: one more in the last digits, as the ULID's own rule for one millisecond has it.
  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const digits = [...last];
  for (let i = digits.length - 1; i >= 0; i--) {
    const value = ALPHABET.indexOf(digits[i] ?? '') + 1;
    digits[i] = ALPHABET.charAt(value % 32);
    if (value < 32) break;
  }
  return digits.join('');
}

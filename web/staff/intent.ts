/** Crockford base 32, as in functions/kernel/ids.ts, which is not shipped to the browser. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of time, 80 random bits. */
export function newIntent(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(16))): string {
  let time = '';
  for (let ms = now, i = 0; i < 10; i++, ms = Math.floor(ms / 32)) time = ALPHABET.charAt(ms % 32) + time;
  return time + Array.from(random, (byte) => ALPHABET.charAt(byte % 32)).join('');
}

export interface KeptIntent {
  readonly key: string;
  /** What was sent under the key; the same again keeps it, anything else is another intent. */
  readonly sent: string;
}

/** The intent for sending `values`: the kept one when the same is sent again (a retry), else a new one. */
export function intentFor(kept: KeptIntent | undefined, values: unknown): KeptIntent {
  const sent = JSON.stringify(values);
  return kept?.sent === sent ? kept : { key: newIntent(), sent };
}

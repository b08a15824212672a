/** Crockford base 32, as functions/kernel/ids.ts reads it. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of time, 80 of chance. The caller's id for what is to be made. */
export function ulid(now = Date.now(), bytes = crypto.getRandomValues(new Uint8Array(16))): string {
  let time = '';
  for (let ms = now, i = 0; i < 10; i++, ms = Math.floor(ms / 32)) time = ALPHABET.charAt(ms % 32) + time;
  return time + Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join('');
}

/** `7K3M9QX24W` → `7K3M9-QX24W`, as it is printed and read out. */
export const printReference = (reference: string): string => `${reference.slice(0, 5)}-${reference.slice(5)}`;

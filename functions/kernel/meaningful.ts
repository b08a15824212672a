/**
 * Firmware is full of fillers: serial numbers are not identities (domain-facts, "Codes and formats").
 * A filler read as a value would make strangers of one machine and one machine of strangers.
 */
const FILLERS = new Set(
  [
    'to be filled by o.e.m.',
    'to be filled by o.e.m',
    'to be filled by oem',
    'o.e.m.',
    'oem',
    'oem string',
    'default string',
    'default',
    'system manufacturer',
    'system product name',
    'system name',
    'system version',
    'system serial number',
    'system sku',
    'system skunumber',
    'sku number',
    'sku',
    'base board manufacturer',
    'base board product name',
    'base board serial number',
    'base board version',
    'board serial number',
    'chassis manufacturer',
    'chassis version',
    'chassis serial number',
    'serial number',
    'serial',
    'manufacturer',
    'product name',
    'product',
    'model',
    'version',
    'type1productconfigid',
    'not specified',
    'not applicable',
    'not available',
    'not present',
    'not defined',
    'not set',
    'no serial',
    'no serial number',
    'no asset tag',
    'none',
    'null',
    'undefined',
    'unknown',
    'unspecified',
    'invalid',
    'empty',
    'n/a',
    'na',
    'bad index',
    '<bad index>',
    'out of spec',
    '<out of spec>',
    'removed',
    '[removed]',
    'redacted',
    'all series',
    'ssn',
  ].map((filler) => filler.replace(/[^a-z0-9]/g, '')),
);

/** No field of a real machine is longer; a longer one is an attack on the page that shows it. */
const LONGEST = 120;

// biome-ignore lint/suspicious/noControlCharactersInRegex: firmware strings do contain them
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\ufffd\u200b-\u200f\u2028-\u202e]+/g;

/** A maker's or model's name without filler, control characters and runs of spaces; undefined when none is left. */
export function meaningfulName(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const name = value
    .slice(0, 4 * LONGEST)
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
  const core = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (core === '' || FILLERS.has(core) || /^(.)\1*$/u.test(core)) return undefined;
  return name;
}

/**
 * A serial number that can tell two machines apart; undefined for fillers, for one sign repeated, for
 * `123456789…` and for less than three signs (a counter, not a serial number).
 */
export function meaningfulSerial(value: string | undefined): string | undefined {
  const serial = meaningfulName(value);
  if (serial === undefined) return undefined;
  const core = normaliseSerial(serial);
  if (core.length < 3 || core.includes('123456789')) return undefined;
  return serial;
}

/** The form in which serial numbers are compared: tools differ in case, dashes and padding, never in signs. */
export function normaliseSerial(serial: string): string {
  return serial.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Decimal gigabytes, rounded; undefined for what cannot be a size. */
export function gigabytes(bytes: number | undefined): number | undefined {
  if (bytes === undefined || !Number.isFinite(bytes) || bytes <= 0 || bytes > 1e16) return undefined;
  return Math.round(bytes / 1e9);
}

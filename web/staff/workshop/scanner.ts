import { assetNumberFrom } from './asset-number.ts';

/** A scanner types a key in a few milliseconds; a pause longer than this is a person's. */
const PAUSE = 80;
const SIGNS: Readonly<Record<string, string>> = { Minus: '-', Slash: '/', Period: '.', Semicolon: ':' };

/** The key itself, whatever language the keyboard is set to: with Korean on, `key` would say nothing. */
function signOf(code: string): string {
  const letter = /^(?:Key|Digit|Numpad)(.)$/.exec(code)?.[1];
  return letter ?? SIGNS[code] ?? '';
}

/**
 * Reads what a scanner types when no field has the focus, so that a label can be scanned on any page.
 * @returns a function that takes each key and gives the asset number when a scan has just ended
 */
export function openScanner(): (code: string, at: number) => string | undefined {
  let typed = '';
  let last = 0;
  return (code, at) => {
    if (at - last > PAUSE) typed = '';
    last = at;
    if (code !== 'Enter' && code !== 'NumpadEnter') {
      typed += signOf(code);
      return undefined;
    }
    const found = assetNumberFrom(typed);
    typed = '';
    return found;
  };
}

import type { Chassis } from './reading.ts';

/** SMBIOS chassis types (DSP0134 §7.4.1) as lshw and dmidecode print them, folded into what a recipient can tell apart. */
const BY_WORD: [RegExp, Chassis][] = [
  [/all[ -]in[ -]one/i, 'all-in-one'],
  [/tablet/i, 'tablet'],
  [/notebook|laptop|portable|hand[ -]?held|convertible|detachable|luggable/i, 'laptop'],
  [/server|rack|blade|multi-system|advancedtca|compactpci/i, 'server'],
  [/desktop|tower|low[ -]profile|pizza|lunch|mini|stick|space-saving|sealed-case|\bpc\b/i, 'desktop'],
];

const VIRTUAL =
  /virtualbox|innotek|vmware|qemu|\bkvm\b|bochs|\bxen\b|virtual machine|parallels|google compute|amazon ec2|firecracker|openstack/i;

/** The shape of a machine from its chassis words; `name` is maker and model, which give away virtual machines. */
export function chassisOf(words: (string | undefined)[], name: string): Chassis {
  if (VIRTUAL.test(name)) return 'virtual';
  for (const word of words) {
    const match = BY_WORD.find(([pattern]) => word !== undefined && pattern.test(word));
    if (match) return match[1];
  }
  return 'other';
}

/** `7k3m9-qx24w` → `7K3M9QX24W`, as functions/kernel/ids.ts reads it; undefined when it is none. */
export function referenceFrom(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? plain : undefined;
}

/** A gift is kept under the last ten letters of its id, its reference: what stands before them finds it as well. */
export const giftIdOf = (reference: string): string => `gft_${'0'.repeat(16)}${reference}`;

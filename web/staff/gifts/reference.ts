/** `7k3m9-qx24w` → `7K3M9QX24W`, as functions/kernel/ids.ts reads it; undefined when it is none. */
export function referenceFrom(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? plain : undefined;
}

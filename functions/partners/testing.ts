/** A pledge as a form sends it: 120 PCs of one partner by the end of the year. */
export const aPledge = (changes: object = {}) => ({
  partner: 'samsung-sds',
  count: 120,
  by: '2026-12-31',
  contact: { name: '한담당', email: 'contact@example.com', language: 'ko' },
  pickup: { district: '11710', postcode: '05510', street: '올림픽로35길 125' },
  wantsReceipt: true,
  consents: { privacy: true },
  ...changes,
});

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

/** A list as a company keeps it, half desktops, half laptops; `mark` tells its machines from those of other lists. */
export const aList = (count: number, mark: string): string =>
  [
    '관리번호,구분,제조사,모델,일련번호,수량',
    ...Array.from({ length: count }, (_, i) => {
      const no = `${mark}-${String(i + 1).padStart(4, '0')}`;
      return i % 2 === 0 ? `${no},데스크톱,삼성,DB400,SN-${no},1` : `${no},노트북,LG,15U480,SN-${no},1`;
    }),
  ].join('\n');

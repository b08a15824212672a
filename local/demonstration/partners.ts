import type { Office, Staff } from './office.ts';

interface Pledging {
  readonly who: Staff;
  readonly partner: string;
  readonly count: number;
  /** Days from the day of the pledge. */
  readonly within: number;
  readonly contact: string;
  readonly email: string;
  readonly district: string;
  readonly postcode: string;
  readonly street: string;
}

/** What the partners promise in the demonstration; the first two bring a list. */
export const PLEDGES: readonly Pledging[] = [
  {
    ...{ who: 'sds.moon', partner: 'samsung-sds', count: 120, within: 150, contact: '문나래' },
    ...{ email: 'sds.moon@example.com', district: '11710', postcode: '05510', street: '올림픽로35길 125' },
  },
  {
    ...{ who: 'lgcns.baek', partner: 'lg-cns', count: 60, within: 120, contact: '백두리' },
    ...{ email: 'lgcns.baek@example.com', district: '11500', postcode: '07795', street: '마곡중앙8로 71' },
  },
  {
    ...{ who: 'office.seo', partner: 'woori-bank', count: 200, within: 200, contact: '고은별' },
    ...{ email: 'woori@example.com', district: '11140', postcode: '04632', street: '소공로 51' },
  },
];

export const pledge = (office: Office, one: Pledging, day: string) =>
  office.post<{ id: string }>(one.who, '/api/staff/pledges', {
    ...{ partner: one.partner, count: one.count, by: day },
    contact: { name: one.contact, email: one.email, language: 'ko' },
    pickup: { district: one.district, postcode: one.postcode, street: one.street },
    wantsReceipt: true,
    consents: { privacy: true },
  });

const MODELS = [
  ['데스크톱', '삼성전자', 'DB400T7B', '8GB'],
  ['데스크톱', '삼성전자', 'DM500T8Z', '16GB'],
  ['노트북', '엘지전자', '15Z970', '8GB'],
  ['노트북', '삼성전자', 'NT950XBV', '16GB'],
] as const;

/** An asset list as a company's IT department exports it. */
export function assetList(mark: string, count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const [kind, maker, model, memory] = MODELS[i % MODELS.length] ?? MODELS[0];
    const no = String(i + 1).padStart(4, '0');
    return [`${mark}-${no}`, kind, maker, model, memory, `${mark}7K${no}X`, `2019-0${1 + (i % 9)}-15`].join(
      ',',
    );
  });
  return ['자산번호,구분,제조사,모델명,메모리,일련번호,취득일', ...rows].join('\n');
}

/** Uploads a list under a pledge and has its columns taken as proposed: checked, not imported. */
export async function bringList(
  office: Office,
  who: Staff,
  pledgeId: string,
  fileName: string,
  text: string,
): Promise<string> {
  const id = await office.uploadList(who, pledgeId, fileName, text);
  const { mapping } = await office.get<{ mapping: object }>(who, `/api/staff/lists/${id}`);
  await office.post(who, `/api/staff/lists/${id}/check`, { mapping });
  return id;
}

/** Imports it as a page does: called again until it is done. */
export async function importList(office: Office, who: Staff, id: string): Promise<void> {
  const path = `/api/staff/lists/${id}`;
  await office.post(who, `${path}/import-start`, { include: [] });
  for (let status = 'IMPORTING'; status === 'IMPORTING'; )
    ({ status } = await office.post(who, `${path}/import`, {}));
}

/** The goods of a list are fetched; some are rejected, some do not come yet. */
export async function bringGoods(
  office: Office,
  list: string,
  day: string,
  came: { lines: readonly string[]; rejected: readonly string[] },
): Promise<void> {
  const gift = `/api/staff/donations/don_${list.slice(4)}`;
  await office.post('chest.kim', `${gift}/screening`, {});
  await office.post('chest.kim', `${gift}/collection`, { day, slot: 'morning' });
  const path = `/api/staff/lists/${list}`;
  const rejected = came.rejected.map((line) => ({ line, reason: 'DAMAGED' }));
  const body = { came: 'only', by: 'line', lines: came.lines, rejected, last: false };
  let { done, of } = await office.post<{ done: number; of: number }>('chest.kim', `${path}/arrivals`, body);
  for (const wanted = of; done < wanted; )
    ({ done, of } = await office.post<{ done: number; of: number }>('chest.kim', `${path}/arrival`, {}));
}

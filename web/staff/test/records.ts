import type { AnswerOf } from '../contracts.ts';

/** Made-up records in the contracts' shapes. Days count back from now, so that ages on the pages stay the same. */
const DAY = 24 * 60 * 60 * 1000;
export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
export const id = (prefix: string, n: number): string =>
  `${prefix}_01KAS0000000000000000${String(n).padStart(5, '0')}`;
export const ids = {
  donation: id('don', 1),
  device: id('dev', 1),
  application: id('app', 1),
  allotment: id('alt', 1),
  delivery: id('dlv', 1),
  person: id('per', 1),
} as const;

type History = AnswerOf<'readDonation'>['history'];
const offered: History[number] = {
  at: daysAgo(6),
  type: 'donation.offer',
  by: { kind: 'anonymous' },
  facts: { items: 3 },
};

const donationLine = (n: number, status: AnswerOf<'listDonations'>['items'][number]['status']) => ({
  id: id('don', n),
  reference: id('don', n).slice(-10),
  status,
  district: ['11530', '11740', '11305'][n % 3] ?? '11530',
  giverKind: ['person', 'corporation', 'business'][n % 3] ?? 'person',
  items: [
    { kind: 'laptop' as const, count: 1 + (n % 4), condition: 'works' as const },
    { kind: 'monitor' as const, count: 1, condition: 'unknown' as const, note: '받침대 없음' },
  ],
  offeredAt: daysAgo(6 + n),
  since: daysAgo(n % 9),
});
export const donations = (status: AnswerOf<'listDonations'>['items'][number]['status'], count = 7) => ({
  items: Array.from({ length: count }, (_, i) => donationLine(i + 1, status)),
});

export const donation: AnswerOf<'readDonation'> = {
  ...donationLine(1, 'OFFERED'),
  items: [
    { kind: 'laptop', count: 2, condition: 'works', note: '충전기 포함' },
    { kind: 'monitor', count: 1, condition: 'unknown' },
  ],
  personId: ids.person,
  organisation: '한빛소프트',
  giverKind: 'corporation',
  wantsReceipt: true,
  preferredDays: ['tue', 'thu'],
  stages: { OFFERED: daysAgo(6) },
  devices: [],
  mayRegister: true,
  findings: [],
  moves: ['screen', 'decline', 'withdraw'],
  history: [offered],
};

export const valuedDonation: AnswerOf<'readDonation'> = {
  ...donation,
  status: 'VALUED',
  collection: { day: '2026-11-20', slot: 'afternoon', note: '후문으로 방문' },
  received: [
    { kind: 'laptop', count: 2 },
    { kind: 'monitor', count: 1 },
  ],
  devices: [
    { id: id('dev', 1), assetNumber: 'SH-26-00001', kind: 'laptop' },
    { id: id('dev', 2), assetNumber: 'SH-26-00002', kind: 'laptop' },
  ],
  valuation: {
    lines: [
      { kind: 'laptop', count: 2, unitPrice: 180_000, book: 180_000 },
      { kind: 'monitor', count: 1, unitPrice: 40_000, book: 40_000 },
    ],
    total: 400_000,
    rule: 'BOOK',
    source: '법인세법 시행령 제36조제1항제1호',
    evidence: [{ kind: 'ASSET_REGISTER', text: '고정자산대장 12쪽' }],
    by: 'colleague-7f3a',
    at: daysAgo(1),
    secondPerson: false,
  },
  notes: { SCREENED: '전화로 확인함' },
  moves: ['accept', 'value'],
  history: [
    offered,
    { at: daysAgo(5), type: 'donation.screen', by: { kind: 'staff', id: 'me' }, to: 'SCREENED' },
    {
      at: daysAgo(4),
      type: 'donation.bookCollection',
      by: { kind: 'staff', id: 'me' },
      facts: { day: '2026-11-20', slot: 'afternoon' },
    },
    {
      at: daysAgo(2),
      type: 'donation.arrive',
      by: { kind: 'staff', id: 'colleague-7f3a' },
      facts: { devices: [] },
    },
    {
      at: daysAgo(1),
      type: 'donation.value',
      by: { kind: 'staff', id: 'colleague-7f3a' },
      facts: { total: 400_000, rule: 'BOOK' },
    },
  ],
};

type DeviceStatus = AnswerOf<'readDevice'>['status'];
const deviceLine = (n: number, status: DeviceStatus): AnswerOf<'listDevices'>['items'][number] => ({
  id: id('dev', n),
  assetNumber: `SH-26-${String(n).padStart(5, '0')}`,
  kind: (['laptop', 'desktop', 'all-in-one'] as const)[n % 3] ?? 'laptop',
  status,
  since: daysAgo(n * 2),
  ...(n % 2 === 1
    ? {
        specification: {
          maker: 'Samsung',
          model: 'NT551XDA-K24A',
          chassis: 'laptop',
          cpu: 'Intel Core i5-1135G7',
          memoryMB: 8192,
        },
      }
    : {}),
});
export const devices = (status: DeviceStatus, count = 6) => ({
  items: Array.from({ length: count }, (_, i) => deviceLine(i + 1, status)),
});

export const device: AnswerOf<'readDevice'> = {
  ...deviceLine(1, 'ERASING'),
  donation: ids.donation,
  earmark: { district: '11530', group: 'CHILD_CENTRE', use: '방과 후 코딩 수업' },
  drives: [
    {
      model: 'Samsung SSD 870 EVO 500GB',
      serial: 'S62ANJ0R123456',
      sizeGB: 500,
      type: 'ssd',
      health: 'good',
      reasons: [],
      verdict: 'erased',
      why: 'ACCEPTED',
    },
    {
      model: 'ST1000DM010-2EP102',
      serial: 'ZN1ABCDE',
      sizeGB: 1000,
      type: 'hdd',
      health: 'failing',
      reasons: ['PENDING_SECTORS:8', 'REALLOCATED_SECTORS:24'],
      verdict: 'missing',
      why: 'NO_EVIDENCE',
    },
  ],
  stages: { RECEIVED: daysAgo(9), ERASING: daysAgo(2) },
  evidence: [
    { id: 'upl_1', kind: 'device', format: 'lshw', fileName: 'SH-26-00001.lshw.json', at: daysAgo(2) },
    { id: 'upl_2', kind: 'drive', format: 'smartctl', fileName: 'sda.smartctl.json', at: daysAgo(2) },
  ],
  work: [],
  late: true,
  moves: ['concludeErasure', 'failErasure'],
  history: [{ at: daysAgo(2), type: 'device.startErasure', by: { kind: 'staff', id: 'me' } }],
};

export const checkable: AnswerOf<'readDevice'> = {
  ...device,
  status: 'OS_INSTALLED',
  late: false,
  os: 'Ubuntu 26.04 LTS',
  work: ['메모리 8 GB로 교체', '팬 청소'],
  lastWorker: 'someone-else',
  drives: device.drives.map((drive) => ({ ...drive, verdict: 'erased' as const, why: 'ACCEPTED' })),
  moves: ['passCheck', 'failCheck', 'recycle', 'harvest'],
};

const applicationLine = (n: number, status: AnswerOf<'listApplications'>['items'][number]['status']) => ({
  id: id('app', n),
  reference: id('app', n).slice(-10),
  kind: (n % 2 === 0 ? 'organisation' : 'household') as 'organisation' | 'household',
  status,
  district: '11530',
  category: n % 2 === 0 ? 'CHILD_CENTRE' : 'ONE_PARENT',
  computers: n % 2 === 0 ? 5 : 1,
  allotted: 0,
  installed: 0,
  submittedAt: daysAgo(n + 3),
  since: daysAgo(n),
});
export const applications = (status: AnswerOf<'listApplications'>['items'][number]['status'], count = 5) => ({
  items: Array.from({ length: count }, (_, i) => applicationLine(i + 1, status)),
});
export const application: AnswerOf<'readApplication'> = {
  ...applicationLine(1, 'SUBMITTED'),
  personId: ids.person,
  householdSize: 3,
  reason: '아이 온라인 수업에 쓸 컴퓨터가 없습니다.',
  needs: { kind: 'laptop', screenReader: false, largeScreen: true, internet: true },
  lookUp: true,
  assisted: false,
  documents: [],
  documentsMissing: [],
  doubts: [],
  decidedBy: [],
  stages: { SUBMITTED: daysAgo(4) },
  moves: ['requestDocuments', 'confirm', 'refuse', 'withdraw'],
  history: [{ at: daysAgo(4), type: 'application.submit', by: { kind: 'anonymous' } }],
};

const deliveryLine = (n: number, status: AnswerOf<'listDeliveries'>['items'][number]['status']) => ({
  id: id('dlv', n),
  status,
  device: id('dev', n),
  assetNumber: `SH-26-0000${n}`,
  application: id('app', n),
  district: '11530',
  day: daysAgo(n - 3).slice(0, 10),
  slot: 'afternoon' as const,
  since: daysAgo(n),
});
export const deliveries = (status: AnswerOf<'listDeliveries'>['items'][number]['status']) => ({
  items: [1, 2, 4].map((n) => deliveryLine(n, status)),
});
export const delivery: AnswerOf<'readDelivery'> = {
  ...deliveryLine(1, 'OUT'),
  personId: ids.person,
  crew: '1팀 12가3456',
  photos: [],
  moves: ['confirm', 'fail'],
  history: [
    {
      at: daysAgo(1),
      type: 'delivery.book',
      by: { kind: 'staff', id: 'me' },
      facts: { day: '2026-11-25', slot: 'afternoon' },
    },
  ],
};

const receipt = (number: number): AnswerOf<'listReceipts'>['items'][number] => ({
  year: '2026',
  number,
  gift: ids.donation,
  issuedAt: daysAgo(10 - number),
  form: 'in-kind',
  givenOn: '2026-11-20',
  medium: 'paper',
  ...(number === 2 ? { void: true as const } : {}),
  ...(number === 3 ? { anonymous: true as const } : {}),
  total: 400_000,
  lines: [
    { kind: 'laptop', count: 2, unitPrice: 180_000, amount: 360_000 },
    { kind: 'monitor', count: 1, unitPrice: 40_000, amount: 40_000 },
  ],
});
export const receipts = { items: [1, 2, 3].map(receipt) };
export const oneReceipt: AnswerOf<'readReceipt'> = {
  ...receipt(1),
  void: undefined,
  personId: ids.person,
  giverKind: 'corporation',
  retainUntil: '2031-11-20',
  copies: [{ copy: 1, by: 'me', at: daysAgo(2) }],
  moves: ['copyReceipt', 'voidReceipt'],
  paper: { url: 'https://example.org/receipt.pdf', expiresAt: daysAgo(-1) },
};

/** Of points that became money, on two days. */
export const moneyReceipt: AnswerOf<'readReceipt'> = {
  ...oneReceipt,
  gift: 'gft_01KAAAAAAAAAAAAAAAAAAAAAAA',
  form: 'money',
  giverKind: 'person',
  lines: ['2026-10-02', '2026-11-19'].map((givenOn) => ({
    ...{ kind: 'points', count: 1, unitPrice: 200_000, amount: 200_000, givenOn },
  })),
};

export const receiptYear: AnswerOf<'readReceiptYear'> = {
  year: '2026',
  issued: 231,
  issuedAmount: 312_400_000,
  voided: 3,
  voidedAmount: 1_250_000,
  medium: 'electronic',
  electronicFrom: 300_000_000,
  electronicBasis: 'previous-year',
  electronicBy: '2027-01-10',
  handedTo: 120,
  handOvers: [
    {
      from: 1,
      to: 120,
      count: 118,
      total: 160_000_000,
      by: 'me',
      at: daysAgo(30),
      retainUntil: '2031-10-25',
    },
  ],
  filings: [
    { id: '01KAS000000000000000000002', by: 'me', at: daysAgo(0) },
    {
      id: '01KAS000000000000000000001',
      by: 'other-0001',
      at: daysAgo(1),
      done: {
        at: daysAgo(1),
        last: 231,
        issued: 231,
        issuedAmount: 312_400_000,
        voided: 3,
        voidedAmount: 1_250_000,
        agrees: true,
        electronic: { from: 121, to: 231, count: 110, total: 151_150_000 },
        retainUntil: '2031-11-24',
        files: ['발급명세서-2026.csv', '발급명세서-2026.xlsx', '발급합계표-2026.csv'].map((name) => ({
          name,
          url: 'https://example.org/file',
          expiresAt: daysAgo(-1),
        })),
      },
    },
  ],
  statementsUntil: '2031-12-31',
  booksUntil: '2036-12-31',
};

export const contact: AnswerOf<'readContact'> = {
  name: '홍길동',
  phone: '01012345678',
  email: 'hong@example.org',
  language: 'ko',
  address: {
    district: '11530',
    postcode: '08209',
    street: '서울특별시 구로구 가마산로 245',
    detail: '3층 302호',
  },
};

/** A morning in the journal: people, the system, a receipt, a line of a plan, a look into the journal itself. */
export const journal: AnswerOf<'listEvents'> = {
  items: [
    {
      ...{ at: daysAgo(0), type: 'audit.read', subject: id('aud', 1), key: 'k1' },
      by: { kind: 'staff', id: 'me' },
    },
    {
      ...{ at: daysAgo(0.1), type: 'person.readContact', subject: ids.person, key: 'k2', district: '11530' },
      by: { kind: 'staff', id: 'colleague-7f3a' },
    },
    {
      ...{ at: daysAgo(0.2), type: 'donation.issueReceipt', subject: ids.donation, key: 'k3' },
      ...{ by: { kind: 'system' }, from: 'ACCEPTED', to: 'RECEIPTED', facts: { year: '2026', number: 17 } },
    },
    {
      ...{ at: daysAgo(1), type: 'allotment.executeLine', subject: ids.allotment, key: 'k4' },
      ...{ district: '11740', from: 'RESERVED', to: 'ALLOTTED', facts: { outcome: 'ALLOTTED' } },
      by: { kind: 'staff', id: 'colleague-7f3a' },
    },
    {
      ...{ at: daysAgo(2), type: 'application.submit', subject: ids.application, key: 'k5', to: 'SUBMITTED' },
      ...{ district: '11530', by: { kind: 'anonymous' } },
    },
  ],
};

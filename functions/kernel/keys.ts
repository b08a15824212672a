/**
 * The table design: every key pattern in one place. `docs/keys.md` is generated from PATTERNS.
 * A partition key starts with its owner's three letters and `#`, in the table and in the index alike, so that one
 * `dynamodb:LeadingKeys` condition (`DON#*`) covers both. Readers outside the owner are named here and in lib/domains.ts.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The sparse, keys-only index behind every work queue. */
export const QUEUE_INDEX = 'queue';
/** Its attributes: partition `q` = which queue, sort `qs` = since when (oldest first). */
export interface QueuePlace {
  readonly q: string;
  readonly qs: string;
}

export const OWNERS = {
  donation: 'DON',
  device: 'DEV',
  application: 'APP',
  allotment: 'ALT',
  delivery: 'DLV',
  receipt: 'RCP',
  series: 'SER',
  person: 'PER',
  registration: 'REG',
  code: 'COD',
  session: 'SES',
  notice: 'NOT',
  workflow: 'WFL',
  audit: 'AUD',
  stats: 'STA',
  partner: 'PTN',
  staff: 'STF',
  ledger: 'LED',
  balance: 'BAL',
  chain: 'CHN',
  report: 'RPT',
  gift: 'GFT',
  fund: 'FND',
  grant: 'GRT',
  points: 'PTS',
} as const;
export type Owner = (typeof OWNERS)[keyof typeof OWNERS];

export interface Pattern {
  readonly pk: string;
  readonly sk: string;
  readonly holds: string;
  readonly readers: readonly string[];
}

/** Entity → pattern → who reads it. Kept beside the functions below; a test compares the two. */
export const PATTERNS: Readonly<Record<string, Pattern>> = {
  donation: {
    pk: 'DON#{reference}',
    sk: 'STATE',
    holds: 'an offer of goods and its state',
    readers: ['donations', 'devices (follow)', 'receipts', 'privacy (code)'],
  },
  device: {
    pk: 'DEV#{ulid}',
    sk: 'STATE',
    holds: 'a device and its state',
    readers: ['devices', 'donations (valuation)', 'allotments', 'deliveries', 'workflow'],
  },
  evidence: {
    pk: 'DEV#{ulid}',
    sk: 'EVIDENCE#{ulid}',
    holds: 'one diagnostic file as read: device, drive or erasure',
    readers: ['devices'],
  },
  asset: { pk: 'DEV#ASSET#{assetNumber}', sk: 'REF', holds: 'asset number → device', readers: ['devices'] },
  assetCounter: {
    pk: 'DEV#COUNTER',
    sk: '{year}',
    holds: 'the last asset number given out in a year',
    readers: ['donations (arrival)', 'partners (import)'],
  },
  application: {
    pk: 'APP#{reference}',
    sk: 'STATE',
    holds: 'an application and its state',
    readers: ['applications', 'allotments', 'deliveries', 'privacy (code)'],
  },
  household: {
    pk: 'APP#HOUSEHOLD#{keyed hash}',
    sk: 'LOCK',
    holds: 'one open application per household',
    readers: ['applications'],
  },
  allotment: {
    pk: 'ALT#{ulid}',
    sk: 'STATE',
    holds: 'an allotment plan, its lines and its decision',
    readers: ['allotments'],
  },
  delivery: {
    pk: 'DLV#{ulid}',
    sk: 'STATE',
    holds: 'a delivery, its appointment and result',
    readers: ['deliveries'],
  },
  receipt: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'NO#{number}',
    holds: 'an issued receipt; append-only',
    readers: ['receipts'],
  },
  receiptVoid: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'VOID#{number}',
    holds: 'that a receipt is void: why, by whom, when; append-only',
    readers: ['receipts'],
  },
  receiptNext: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'NEXT#{number}',
    holds: 'under which number a void receipt was issued again; append-only',
    readers: ['receipts'],
  },
  receiptCopy: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'COPY#{number}#{copy}',
    holds: 'that a copy was given out: by whom, when; append-only',
    readers: ['receipts'],
  },
  receiptMarked: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'MARKED#{number}#{mark}',
    holds: 'that the marked paper (void, copy) is in the bucket; append-only',
    readers: ['receipts'],
  },
  receiptHandOver: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'HANDOVER#{filing ulid}',
    holds: 'that electronic receipts up to a number were handed over: who, when, how many; append-only',
    readers: ['receipts'],
  },
  filing: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'FILING#{ulid}',
    holds: "an order of a year's files for the tax office; append-only",
    readers: ['receipts'],
  },
  filed: {
    pk: 'RCP#{issuer}#{year}',
    sk: 'FILED#{ulid}',
    holds: 'the files that were made for an order, with their totals; append-only',
    readers: ['receipts'],
  },
  series: {
    pk: 'SER#{issuer}#{year}',
    sk: 'LAST',
    holds: 'the last number of a gapless series, its running totals and those of its void receipts',
    readers: ['donations (acceptance)', 'receipts'],
  },
  person: {
    pk: 'PER#{ulid}',
    sk: 'CONTACT',
    holds: 'contact details and consents, sealed',
    readers: ['privacy', 'notices', 'receipts (paper)'],
  },
  registration: {
    pk: 'REG#{person ulid}',
    sk: 'NUMBER',
    holds: 'a registration number, sealed under a key of its own; ends by TTL',
    readers: ['receipts (paper, filing)'],
  },
  signature: {
    pk: 'PER#{ulid}',
    sk: 'SIGNATURE#{delivery}',
    holds: "a recipient's signature, sealed",
    readers: ['privacy'],
  },
  code: {
    pk: 'COD#{kind}#{reference}',
    sk: 'CODE',
    holds: 'a one-time code: keyed hash, tries, expiry',
    readers: ['privacy'],
  },
  session: {
    pk: 'SES#{hash}',
    sk: 'SESSION',
    holds: 'what the holder of a one-time code may follow',
    readers: ['donations', 'gifts', 'devices', 'receipts', 'applications'],
  },
  notice: { pk: 'NOT#{key}', sk: '{template}', holds: 'a message to be sent or sent', readers: ['notices'] },
  step: {
    pk: 'WFL#{device ulid}',
    sk: 'STEP#{step}#{round}',
    holds: 'where a wait and its event meet: task token and outcome',
    readers: ['workflow'],
  },
  execution: {
    pk: 'WFL#{device ulid}',
    sk: 'EXECUTION',
    holds: 'the running execution of a device',
    readers: ['workflow'],
  },
  journalDay: {
    pk: 'AUD#DAY#{yyyy-mm-dd of the city}',
    sk: '{at}#{subject}#{key}',
    holds: 'the journal: each event once, copied from the stream; append-only',
    readers: ['audit'],
  },
  journalRecord: {
    pk: 'AUD#OF#{id, reference or receipt number}',
    sk: '{at}#{subject}#{key}',
    holds: 'the same line, in the trail of each record that it concerns',
    readers: ['audit'],
  },
  journalPerson: {
    pk: 'AUD#BY#{account}',
    sk: '{at}#{subject}#{key}',
    holds: 'the same line, among the deeds of whoever acted',
    readers: ['audit'],
  },
  journalName: {
    pk: 'AUD#NAME#{assetNumber}',
    sk: 'REF',
    holds: 'asset number → device, as its arrival told it',
    readers: ['audit'],
  },
  auditAct: {
    pk: 'AUD#ACT#{ulid}',
    sk: 'EVT#{idempotency key}',
    holds: 'that the journal itself was read or exported',
    readers: ['audit', 'stream'],
  },
  totals: {
    pk: 'STA#TOTALS',
    sk: '{programme | district | month | partner}',
    holds: 'public counters',
    readers: ['stats', 'partners (figures)'],
  },
  counted: {
    pk: 'STA#COUNTED#{event}',
    sk: 'SEEN',
    holds: 'an event that has been counted; ends by TTL',
    readers: ['stats'],
  },
  pledge: {
    pk: 'PTN#PLEDGE#{ulid}',
    sk: 'STATE',
    holds: 'how many PCs a partner pledges, by when, and its state',
    readers: ['partners'],
  },
  list: {
    pk: 'PTN#LIST#{ulid}',
    sk: 'STATE',
    holds: "a partner's asset list and how far its import and arrival have come",
    readers: ['partners'],
  },
  listFile: {
    pk: 'PTN#FILE#{partner}#{digest}',
    sk: 'REF',
    holds: 'a file that was imported → its list; the same file is not imported twice',
    readers: ['partners'],
  },
  machines: {
    pk: 'PTN#MACHINES#{first letters of a keyed hash}',
    sk: 'MARKS',
    holds: "partners' asset tags and fingerprints, as keyed hashes → their devices; shows duplicates",
    readers: ['partners'],
  },
  colleague: {
    pk: 'STF#{account}',
    sk: 'NAME',
    holds: 'the name of a member of staff, as the user pool last told it',
    readers: ['identity', 'audit (export)'],
  },
  transfer: {
    pk: 'LED#{currency}#{yyyy-mm}',
    sk: '{ulid}',
    holds: 'a transfer: one item that names both accounts; append-only',
    readers: ['ledger', 'stream'],
  },
  balance: {
    pk: 'BAL#{account}',
    sk: '{currency}',
    holds:
      'what has been debited and credited to an account; where it is guarded, the credits never fall below',
    readers: ['ledger', 'fund', 'grants', 'gifts'],
  },
  chainHead: {
    pk: 'CHN#HEAD',
    sk: 'HEAD',
    holds: 'the last entry of the public chain: month, number, digest',
    readers: ['ledger'],
  },
  chainEntry: {
    pk: 'CHN#{yyyy-mm}',
    sk: '{number}',
    holds: 'a transfer as it is published, with the digest of all before it; append-only',
    readers: ['ledger (publication)'],
  },
  chainMonth: {
    pk: 'CHN#MONTHS',
    sk: '{yyyy-mm}',
    holds: "a month's sums by account, entries and digest",
    readers: ['ledger'],
  },
  chained: {
    pk: 'CHN#SEEN#{ulid}',
    sk: 'SEEN',
    holds: 'the number under which a transfer stands in the chain; append-only',
    readers: ['ledger (publication)'],
  },
  report: {
    pk: 'RPT#{ulid}',
    sk: 'ORDER',
    holds: "an order of the ledger's transfers and balances as files; append-only",
    readers: ['ledger'],
  },
  reportPart: {
    pk: 'RPT#{ulid}',
    sk: 'PART#{number}',
    holds: 'a file that was made for a report, and where the next one goes on; append-only',
    readers: ['ledger'],
  },
  reportDone: {
    pk: 'RPT#{ulid}',
    sk: 'DONE',
    holds: 'that all files of a report are made; append-only',
    readers: ['ledger'],
  },
  gift: {
    pk: 'GFT#{reference}',
    sk: 'STATE',
    holds: 'a gift of money and its state',
    readers: ['gifts', 'fund (matching)', 'receipts', 'privacy (code)'],
  },
  openGift: {
    pk: 'GFT#OPEN#{amount}',
    sk: '{keyed hash of who pays}#{reference}',
    holds: 'an announced gift that waits for its transfer, by amount and by who pays',
    readers: ['fund (matching)'],
  },
  statement: {
    pk: 'FND#STATEMENT#{ulid}',
    sk: 'STATE',
    holds: "a bank's statement: its file, what was read, how far it is booked",
    readers: ['fund'],
  },
  statementFile: {
    pk: 'FND#FILE#{digest}',
    sk: 'REF',
    holds: 'a file that was imported → its statement',
    readers: ['fund'],
  },
  bankEntry: {
    pk: 'FND#ENTRY#{fingerprint}',
    sk: 'STATE',
    holds: 'an entry of the charity account, booked once whatever statements carry it; its words are sealed',
    readers: ['fund'],
  },
  closing: {
    pk: 'FND#CLOSINGS',
    sk: '{last day}#{ulid}#{n}',
    holds: "a statement's opening and closing, by day: reconciliation; append-only",
    readers: ['fund'],
  },
  bankEntryOfDay: {
    pk: 'FND#DAY#{day}',
    sk: '{amount}#{fingerprint}',
    holds: 'a day and an amount → the entries of it: what may be one entry in two formats; append-only',
    readers: ['fund'],
  },
  bankDay: {
    pk: 'FND#DAYS#{year}',
    sk: '{day}',
    holds: 'what came and went on a day by the booked entries: reconciliation',
    readers: ['fund'],
  },
  fundYear: {
    pk: 'FND#YEAR#{purpose or ALL}',
    sk: '{year}',
    holds: 'spent of a purpose in a year; ALL: gifts that came in and costs taken',
    readers: ['fund', 'grants (limit)'],
  },
  openRefund: {
    pk: 'FND#REFUND#{amount}',
    sk: '{fingerprint}',
    holds: 'an entry that is to be paid back: the outgoing entry of this amount is its refund',
    readers: ['fund'],
  },
  fundAccount: {
    pk: 'FND#ACCOUNT',
    sk: 'STATE',
    holds: 'the statement that is being booked (one at a time), and the opening of the books',
    readers: ['fund'],
  },
  grant: {
    pk: 'GRT#{ulid}',
    sk: 'STATE',
    holds: "a household's internet-fee support: carrier, fee, months, state",
    readers: ['grants'],
  },
  grantMonth: {
    pk: 'GRT#{ulid}',
    sk: 'MONTH#{yyyy-mm}',
    holds: "that a month's fee was paid: amount, carrier, transfer; or that it came back",
    readers: ['grants'],
  },
  grantHousehold: {
    pk: 'GRT#HOUSEHOLD#{keyed hash}',
    sk: 'LOCK',
    holds: 'one running grant per household',
    readers: ['grants'],
  },
  feeRun: {
    pk: 'GRT#RUN#{yyyy-mm}',
    sk: 'STATE',
    holds: "a month's run: how far it is, its sums and payment files",
    readers: ['grants'],
  },
  feeRunLine: {
    pk: 'GRT#RUN#{yyyy-mm}',
    sk: 'LINE#{carrier}#{ulid}#{yyyy-mm}',
    holds: 'a payment of a run, in the order of its files; changed only where the fee came back',
    readers: ['grants'],
  },
  member: {
    pk: 'PTS#MEMBER#{account}',
    sk: 'STATE',
    holds: "a member's points: balance, lots by day of expiry",
    readers: ['points'],
  },
  memberLine: {
    pk: 'PTS#MEMBER#{account}',
    sk: 'LINE#{version}#{ulid}',
    holds: 'points earned, given, expired: what the member sees; append-only',
    readers: ['points'],
  },
  memberNumber: {
    pk: 'PTS#NUMBER#{number}',
    sk: 'REF',
    holds: 'member number → account',
    readers: ['points'],
  },
  activityReport: {
    pk: 'PTS#REPORT#{source}#{report}',
    sk: 'REF',
    holds: 'an activity that has earned its points, by the id its source gave it; append-only',
    readers: ['points'],
  },
  memberDay: {
    pk: 'PTS#MEMBER#{account}',
    sk: 'DAY#{yyyy-mm-dd}',
    holds: 'how often each activity of a day has earned points: limits; ends by TTL',
    readers: ['points'],
  },
  surveyCounts: {
    pk: 'PTS#SURVEY',
    sk: 'COUNTS',
    holds: 'how often each answer was given, without whose it was',
    readers: ['points'],
  },
  event: {
    pk: '{entity pk}',
    sk: 'EVT#{idempotency key}',
    holds: 'who did what when: audit trail and idempotency key in one',
    readers: ['the owner of the entity', 'stream'],
  },
};

const ulid = (id: string) => id.slice(4);
const reference = (id: string) => id.slice(-10);
const padded = (number: number) => String(number).padStart(6, '0');

export const keys = {
  /** @param ref a donation's id or reference */
  donation: (ref: string): Key => ({ pk: `DON#${reference(ref)}`, sk: 'STATE' }),
  device: (id: string): Key => ({ pk: `DEV#${ulid(id)}`, sk: 'STATE' }),
  evidence: (id: string, upload: string): Key => ({ pk: `DEV#${ulid(id)}`, sk: `EVIDENCE#${ulid(upload)}` }),
  asset: (assetNumber: string): Key => ({ pk: `DEV#ASSET#${assetNumber}`, sk: 'REF' }),
  assetCounter: (year: string): Key => ({ pk: 'DEV#COUNTER', sk: year }),
  /** @param ref an application's id or reference */
  application: (ref: string): Key => ({ pk: `APP#${reference(ref)}`, sk: 'STATE' }),
  household: (hash: string): Key => ({ pk: `APP#HOUSEHOLD#${hash}`, sk: 'LOCK' }),
  allotment: (id: string): Key => ({ pk: `ALT#${ulid(id)}`, sk: 'STATE' }),
  delivery: (id: string): Key => ({ pk: `DLV#${ulid(id)}`, sk: 'STATE' }),
  receipt: (issuer: string, year: string, number: number): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `NO#${padded(number)}`,
  }),
  receiptVoid: (issuer: string, year: string, number: number): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `VOID#${padded(number)}`,
  }),
  receiptNext: (issuer: string, year: string, number: number): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `NEXT#${padded(number)}`,
  }),
  receiptCopy: (issuer: string, year: string, number: number, copy: number): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `COPY#${padded(number)}#${String(copy).padStart(3, '0')}`,
  }),
  receiptMarked: (issuer: string, year: string, number: number, mark: string): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `MARKED#${padded(number)}#${mark}`,
  }),
  receiptHandOver: (issuer: string, year: string, filing: string): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `HANDOVER#${filing}`,
  }),
  filing: (issuer: string, year: string, id: string): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `FILING#${id}`,
  }),
  filed: (issuer: string, year: string, id: string): Key => ({
    pk: `RCP#${issuer}#${year}`,
    sk: `FILED#${id}`,
  }),
  series: (issuer: string, year: string): Key => ({ pk: `SER#${issuer}#${year}`, sk: 'LAST' }),
  person: (id: string): Key => ({ pk: `PER#${ulid(id)}`, sk: 'CONTACT' }),
  registration: (person: string): Key => ({ pk: `REG#${ulid(person)}`, sk: 'NUMBER' }),
  signature: (person: string, delivery: string): Key => ({
    pk: `PER#${ulid(person)}`,
    sk: `SIGNATURE#${ulid(delivery)}`,
  }),
  code: (kind: string, ref: string): Key => ({ pk: `COD#${kind}#${ref}`, sk: 'CODE' }),
  session: (hash: string): Key => ({ pk: `SES#${hash}`, sk: 'SESSION' }),
  notice: (key: string, template: string): Key => ({ pk: `NOT#${key}`, sk: template }),
  step: (device: string, step: string, round: number): Key => ({
    pk: `WFL#${ulid(device)}`,
    sk: `STEP#${step}#${round}`,
  }),
  execution: (device: string): Key => ({ pk: `WFL#${ulid(device)}`, sk: 'EXECUTION' }),
  /** @param room a partition of the journal: `DAY#2026-11-23`, `OF#dev_…`, `BY#…` */
  journal: (room: string, line: string): Key => ({ pk: `AUD#${room}`, sk: line }),
  journalName: (assetNumber: string): Key => ({ pk: `AUD#NAME#${assetNumber}`, sk: 'REF' }),
  auditAct: (id: string): Key => ({ pk: `AUD#ACT#${ulid(id)}`, sk: 'ACT' }),
  totals: (part: string): Key => ({ pk: 'STA#TOTALS', sk: part }),
  counted: (event: string): Key => ({ pk: `STA#COUNTED#${event}`, sk: 'SEEN' }),
  pledge: (id: string): Key => ({ pk: `PTN#PLEDGE#${ulid(id)}`, sk: 'STATE' }),
  list: (id: string): Key => ({ pk: `PTN#LIST#${ulid(id)}`, sk: 'STATE' }),
  listFile: (partner: string, digest: string): Key => ({ pk: `PTN#FILE#${partner}#${digest}`, sk: 'REF' }),
  /** @param bucket the first letters of a mark's hash (functions/partners/marks.ts) */
  machines: (bucket: string): Key => ({ pk: `PTN#MACHINES#${bucket}`, sk: 'MARKS' }),
  /** @param account a member of staff: the `sub` of their token */
  colleague: (account: string): Key => ({ pk: `STF#${account}`, sk: 'NAME' }),
  /** @param month of the transfer's day, `2026-11` */
  transfer: (currency: string, month: string, id: string): Key => ({
    pk: `LED#${currency}#${month}`,
    sk: ulid(id),
  }),
  balance: (account: string, currency: string): Key => ({ pk: `BAL#${account}`, sk: currency }),
  chainHead: (): Key => ({ pk: 'CHN#HEAD', sk: 'HEAD' }),
  chainEntry: (month: string, number: number): Key => ({
    pk: `CHN#${month}`,
    sk: String(number).padStart(9, '0'),
  }),
  chainMonth: (month: string): Key => ({ pk: 'CHN#MONTHS', sk: month }),
  chained: (transfer: string): Key => ({ pk: `CHN#SEEN#${ulid(transfer)}`, sk: 'SEEN' }),
  report: (id: string): Key => ({ pk: `RPT#${ulid(id)}`, sk: 'ORDER' }),
  reportPart: (id: string, part: number): Key => ({
    pk: `RPT#${ulid(id)}`,
    sk: `PART#${String(part).padStart(4, '0')}`,
  }),
  reportDone: (id: string): Key => ({ pk: `RPT#${ulid(id)}`, sk: 'DONE' }),
  /** @param ref a gift's id or reference */
  gift: (ref: string): Key => ({ pk: `GFT#${reference(ref)}`, sk: 'STATE' }),
  openGift: (amount: number, payerHash: string, ref: string): Key => ({
    pk: `GFT#OPEN#${amount}`,
    sk: `${payerHash}#${reference(ref)}`,
  }),
  statement: (id: string): Key => ({ pk: `FND#STATEMENT#${ulid(id)}`, sk: 'STATE' }),
  statementFile: (digest: string): Key => ({ pk: `FND#FILE#${digest}`, sk: 'REF' }),
  bankEntry: (fingerprint: string): Key => ({ pk: `FND#ENTRY#${fingerprint}`, sk: 'STATE' }),
  /** @param n which statement of the file */
  closing: (day: string, statement: string, n: number): Key => ({
    pk: 'FND#CLOSINGS',
    sk: `${day}#${ulid(statement)}#${n}`,
  }),
  /** @param amount signed, in the minor unit */
  bankEntryOfDay: (day: string, amount: number, fingerprint: string): Key => ({
    pk: `FND#DAY#${day}`,
    sk: `${amount}#${fingerprint}`,
  }),
  bankDay: (day: string): Key => ({ pk: `FND#DAYS#${day.slice(0, 4)}`, sk: day }),
  fundYear: (what: string, year: string): Key => ({ pk: `FND#YEAR#${what}`, sk: year }),
  openRefund: (amount: number, fingerprint: string): Key => ({
    pk: `FND#REFUND#${amount}`,
    sk: fingerprint,
  }),
  fundAccount: (): Key => ({ pk: 'FND#ACCOUNT', sk: 'STATE' }),
  grant: (id: string): Key => ({ pk: `GRT#${ulid(id)}`, sk: 'STATE' }),
  grantMonth: (id: string, month: string): Key => ({ pk: `GRT#${ulid(id)}`, sk: `MONTH#${month}` }),
  grantHousehold: (hash: string): Key => ({ pk: `GRT#HOUSEHOLD#${hash}`, sk: 'LOCK' }),
  feeRun: (month: string): Key => ({ pk: `GRT#RUN#${month}`, sk: 'STATE' }),
  /** @param run the run's month @param month the one that was paid */
  feeRunLine: (run: string, carrier: string, grant: string, month: string): Key => ({
    pk: `GRT#RUN#${run}`,
    sk: `LINE#${carrier}#${ulid(grant)}#${month}`,
  }),
  /** @param account a citizen: the `sub` of their token */
  member: (account: string): Key => ({ pk: `PTS#MEMBER#${account}`, sk: 'STATE' }),
  /** @param version of the member with it: lines stand in the order in which they were written, whoever's clock is wrong */
  memberLine: (account: string, version: number, line = ''): Key => ({
    pk: `PTS#MEMBER#${account}`,
    sk: `LINE#${String(version).padStart(9, '0')}#${line}`,
  }),
  memberNumber: (number: string): Key => ({ pk: `PTS#NUMBER#${number}`, sk: 'REF' }),
  activityReport: (source: string, report: string): Key => ({
    pk: `PTS#REPORT#${source}#${report}`,
    sk: 'REF',
  }),
  memberDay: (account: string, day: string): Key => ({ pk: `PTS#MEMBER#${account}`, sk: `DAY#${day}` }),
  surveyCounts: (): Key => ({ pk: 'PTS#SURVEY', sk: 'COUNTS' }),
  event: (pk: string, key: string): Key => ({ pk, sk: `EVT#${key}` }),
} as const;

/** Every work queue, with the screen that reads it. A scope (a district, a year) narrows some of them. */
export const QUEUES = {
  donations: { owner: 'DON', scope: 'status', reader: 'donations.listDonations' },
  devices: {
    owner: 'DEV',
    scope: 'status',
    reader: 'devices.listDevices, allotments.suggestAllotment, workflow:rebuild',
  },
  applications: {
    owner: 'APP',
    scope: 'status',
    reader: 'applications.listApplications, allotments.suggestAllotment',
  },
  districtApplications: {
    owner: 'APP',
    scope: 'status#district',
    reader: 'applications.listApplications (district officers)',
  },
  allotments: { owner: 'ALT', scope: 'status', reader: 'allotments.listAllotments' },
  deliveries: { owner: 'DLV', scope: 'status', reader: 'deliveries.listDeliveries' },
  pledges: { owner: 'PTN', scope: 'PLEDGE#status#partner', reader: 'partners.listPledges' },
  lists: { owner: 'PTN', scope: 'LIST#pledge', reader: 'partners.listLists' },
  receipts: {
    owner: 'RCP',
    scope: 'year#VOID | year#ANONYMOUS | year#ELECTRONIC',
    reader: 'receipts.listReceipts',
  },
  late: { owner: 'WFL', scope: 'step', reader: 'workflow.listEscalations' },
  transfers: { owner: 'LED', scope: 'currency#month#purpose', reader: 'ledger.listTransfers (one purpose)' },
  reports: { owner: 'RPT', scope: 'LEDGER', reader: 'ledger.listReports' },
  gifts: { owner: 'GFT', scope: 'status', reader: 'gifts.listGifts, gifts-lapse' },
  statements: { owner: 'FND', scope: 'STATEMENT', reader: 'fund.listStatements' },
  bankEntries: { owner: 'FND', scope: 'ENTRY#status', reader: 'fund.listEntries' },
  grants: { owner: 'GRT', scope: 'status#district', reader: 'grants.listGrants, the monthly run' },
  feeRuns: { owner: 'GRT', scope: 'RUN', reader: 'grants.listRuns' },
  memberDue: { owner: 'PTS', scope: 'DUE', reader: 'points-expiry (nudge, then expiry, by day)' },
} as const;

/** The partition of a queue in the index: `DON#Q#SCREENED`, `APP#Q#SUBMITTED#11530`. */
export const queue = (owner: Owner, ...scope: string[]): string => [owner, 'Q', ...scope].join('#');

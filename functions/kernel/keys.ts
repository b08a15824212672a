/**
 * The table design: every key in one place; what each holds and who reads it stands in key-patterns.ts.
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
  organisation: 'ORG',
  committee: 'CMT',
} as const;
export type Owner = (typeof OWNERS)[keyof typeof OWNERS];

const ulid = (id: string) => id.slice(4);
const reference = (id: string) => id.slice(-10);
const padded = (number: number) => String(number).padStart(6, '0');
const fifth = (number: number) => String(number).padStart(5, '0');

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
  driver: (account: string): Key => ({ pk: 'STF#DRIVERS', sk: account }),
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
  document: (application: string, id: string): Key => ({
    pk: `APP#${reference(application)}`,
    sk: `DOC#${ulid(id)}`,
  }),
  mark: (hash: string, application: string): Key => ({ pk: `APP#MARK#${hash}`, sk: reference(application) }),
  officer: (district: string, account: string): Key => ({ pk: `APP#OFFICERS#${district}`, sk: account }),
  organisation: (id: string): Key => ({ pk: `ORG#${ulid(id)}`, sk: 'STATE' }),
  organisationNumber: (hash: string): Key => ({ pk: `ORG#NUMBER#${hash}`, sk: 'REF' }),
  /** @param n from 1 */
  allotmentLine: (id: string, n: number): Key => ({ pk: `ALT#${ulid(id)}`, sk: `LINE#${fifth(n)}` }),
  /** @param from the first line of the part */
  allotmentPart: (id: string, from: number): Key => ({ pk: `ALT#${ulid(id)}`, sk: `PART#${fifth(from)}` }),
  committeeMember: (committee: string, id: string): Key => ({ pk: `CMT#MEMBERS#${committee}`, sk: ulid(id) }),
  committeeSeries: (committee: string, year: string): Key => ({ pk: `CMT#SERIES#${committee}`, sk: year }),
  meeting: (id: string): Key => ({ pk: `CMT#MEETING#${ulid(id)}`, sk: 'STATE' }),
  /** @param n from 1, as the agenda counts */
  agendaItem: (meeting: string, n: number): Key => ({
    pk: `CMT#MEETING#${ulid(meeting)}`,
    sk: `ITEM#${String(n).padStart(2, '0')}`,
  }),
  decision: (committee: string, year: string, n: number): Key => ({
    pk: `CMT#DECISIONS#${committee}#${year}`,
    sk: String(n).padStart(3, '0'),
  }),
  committeeRoster: (committee: string): Key => ({ pk: `CMT#MEMBERS#${committee}`, sk: 'ROSTER' }),
  ballot: (meeting: string, n: number, member: string): Key => ({
    pk: `CMT#MEETING#${ulid(meeting)}`,
    sk: `VOTE#${String(n).padStart(2, '0')}#${ulid(member)}`,
  }),
  minutes: (meeting: string): Key => ({ pk: `CMT#MEETING#${ulid(meeting)}`, sk: 'MINUTES' }),
  planPlace: (plan: string): Key => ({ pk: `CMT#PLAN#${ulid(plan)}`, sk: 'REF' }),
  route: (id: string): Key => ({ pk: `DLV#ROUTE#${ulid(id)}`, sk: 'STATE' }),
  deliveryDay: (day: string, district: string): Key => ({ pk: `DLV#DAY#${day}#${district}`, sk: 'SLOTS' }),
  driverRoute: (driver: string, day: string, route: string): Key => ({
    pk: `DLV#DRIVER#${driver}`,
    sk: `${day}#${ulid(route)}`,
  }),
  /** @param ref an application's id or reference */
  deliveryCall: (ref: string): Key => ({ pk: `DLV#CALL#${reference(ref)}`, sk: 'STATE' }),
  photo: (delivery: string, id: string): Key => ({ pk: `DLV#${ulid(delivery)}`, sk: `PHOTO#${ulid(id)}` }),
  /** @param q the partition of a queue in the index */
  queueDepth: (q: string): Key => ({ pk: 'STA#QUEUES', sk: q }),
  event: (pk: string, key: string): Key => ({ pk, sk: `EVT#${key}` }),
} as const;

/** The partition of a queue in the index: `DON#Q#SCREENED`, `APP#Q#SUBMITTED#11530`. */
export const queue = (owner: Owner, ...scope: string[]): string => [owner, 'Q', ...scope].join('#');

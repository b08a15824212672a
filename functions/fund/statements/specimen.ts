import { negated, unitsOf } from './amount.ts';
import type { StatementEntry } from './statement.ts';

/** An entry as a test means it, before it is written in a bank's form. */
export interface Meant extends Pick<StatementEntry, 'date' | 'amount' | 'text' | 'counterparty'> {
  /** What the bank numbers it by. */
  readonly id: string;
}

export interface MeantStatement {
  readonly account: string;
  readonly currency: string;
  readonly opening: string;
  /** What it claims to close with; the true one where none is given. */
  readonly closing?: string;
  readonly entries: readonly Meant[];
}

/** The balance after all entries, with as many decimals as the finest amount has. */
export function closingOf({ opening, closing, entries }: MeantStatement): string {
  if (closing !== undefined) return closing;
  const amounts = [opening, ...entries.map(({ amount }) => amount)];
  const decimals = Math.max(...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const sum = amounts.reduce((total, amount) => total + unitsOf(amount), 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(11, '0');
  const text =
    decimals > 0 ? `${digits.slice(0, -10)}.${digits.slice(-10).slice(0, decimals)}` : digits.slice(0, -10);
  return sum < 0n ? `-${text}` : text;
}

const unsigned = (amount: string) => (amount.startsWith('-') ? negated(amount) : amount);
const isDebit = (amount: string) => amount.startsWith('-');
const escaped = (text = '') => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** `<Bal>` of a kind. */
export function camtBalance(code: string, amount: string, day: string, currency = 'KRW'): string {
  const mark = isDebit(amount) ? 'DBIT' : 'CRDT';
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${unsigned(amount)}</Amt>` +
    `<CdtDbtInd>${mark}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
  );
}

/** `<Ntry>` with what stands between its day and its end. */
export function camtEntry(
  amount: string,
  day: string,
  inside = '',
  currency = 'KRW',
  status = 'BOOK',
): string {
  const mark = isDebit(amount) ? 'DBIT' : 'CRDT';
  return (
    `<Ntry><Amt Ccy="${currency}">${unsigned(amount)}</Amt><CdtDbtInd>${mark}</CdtDbtInd>` +
    `<Sts>${status}</Sts><BookgDt><Dt>${day}</Dt></BookgDt>${inside}</Ntry>`
  );
}

const CAMT = {
  '052': ['BkToCstmrAcctRpt', 'Rpt'],
  '053': ['BkToCstmrStmt', 'Stmt'],
  '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
} as const;

/** A message with one statement for each body, each element on its own line. */
export function camtOf(kind: keyof typeof CAMT, version: number, ...bodies: readonly string[]): string {
  const [message, part] = CAMT[kind];
  const statements = bodies.map((body) => `<${part}><Id>S</Id>${body}</${part}>`).join('');
  const namespace = `urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${String(version).padStart(2, '0')}`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}"><${message}><GrpHdr/>` +
    `${statements}</${message}></Document>`
  ).replaceAll('><', '>\n<');
}

/** camt.053; from version 4 on with statuses in `Cd`, from 8 on with parties in `Pty`. */
export function writeCamt(statement: MeantStatement, version: number): string {
  const { account, currency, opening, entries } = statement;
  const named = (name: string) => (version >= 8 ? `<Pty><Nm>${name}</Nm></Pty>` : `<Nm>${name}</Nm>`);
  const body = entries.map(({ date, amount, text, counterparty, id }) => {
    const side = isDebit(amount) ? 'Cdtr' : 'Dbtr';
    const party = counterparty
      ? `<RltdPties><${side}>${named(escaped(counterparty))}</${side}></RltdPties>`
      : '';
    const remittance = text ? `<RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf>` : '';
    const details = `<NtryDtls><TxDtls>${party}${remittance}</TxDtls></NtryDtls>`;
    const entry = camtEntry(amount, date, `<AcctSvcrRef>${id}</AcctSvcrRef>${details}`, currency);
    return version >= 4 ? entry.replace('<Sts>BOOK</Sts>', '<Sts><Cd>BOOK</Cd></Sts>') : entry;
  });
  const [from, to] = [entries[0]?.date ?? '2026-01-01', entries.at(-1)?.date ?? '2026-01-01'];
  return camtOf(
    '053',
    version,
    `<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>` +
      camtBalance('OPBD', opening, from, currency) +
      camtBalance('CLBD', closingOf(statement), to, currency) +
      body.join(''),
  );
}

const six = (day: string) => day.slice(2).replaceAll('-', '');
const comma = (amount: string) =>
  amount.includes('.') ? unsigned(amount).replace('.', ',') : `${unsigned(amount)},`;
const mark = (amount: string) => (isDebit(amount) ? 'D' : 'C');

export function writeMt940(statement: MeantStatement): string {
  const { account, currency, opening, entries } = statement;
  const balance = (amount: string, day: string) => `${mark(amount)}${six(day)}${currency}${comma(amount)}`;
  const [from, to] = [entries[0]?.date ?? '2026-01-01', entries.at(-1)?.date ?? '2026-01-01'];
  const lines = entries.flatMap(({ date, amount, text, counterparty, id }) => [
    `:61:${six(date)}${six(date).slice(2)}${mark(amount)}${comma(amount)}NTRFNONREF//${id}`,
    `:86:${cut(`051?00KIND?20${text ?? ''}${counterparty ? `?32${counterparty}` : ''}`, 65).join('\n')}`,
  ]);
  const closing = balance(closingOf(statement), to);
  return [
    `:20:S`,
    `:25:${account}`,
    ':28C:1/1',
    `:60F:${balance(opening, from)}`,
    ...lines,
    `:62F:${closing}`,
    '-',
    '',
  ].join('\r\n');
}

function cut(text: string, length: number): string[] {
  return text.match(new RegExp(`.{1,${length}}`, 'g')) ?? [''];
}

/** Version 1 closes aggregates only, version 2 everything. */
export function writeOfx(statement: MeantStatement, version: 1 | 2): string {
  const { account, currency, entries } = statement;
  const value = (name: string, text: string | undefined) =>
    text === undefined ? '' : `<${name}>${escaped(text)}${version === 2 ? `</${name}>` : ''}\n`;
  const head =
    version === 1
      ? 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n\n'
      : '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE"?>\n';
  const body = entries.map(
    ({ date, amount, text, counterparty, id }) =>
      `<STMTTRN>\n${value('TRNTYPE', 'OTHER')}${value('DTPOSTED', `${date.replaceAll('-', '')}093000[9:KST]`)}` +
      `${value('TRNAMT', amount)}${value('FITID', id)}${value('NAME', counterparty)}${value('MEMO', text)}</STMTTRN>\n`,
  );
  return (
    `${head}<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS>\n${value('CURDEF', currency)}<BANKACCTFROM>\n` +
    `${value('ACCTID', account)}</BANKACCTFROM>\n<BANKTRANLIST>\n${body.join('')}</BANKTRANLIST>\n` +
    `<LEDGERBAL>\n${value('BALAMT', closingOf(statement))}${value('DTASOF', '20261130')}</LEDGERBAL>\n` +
    '</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n'
  );
}

export function writeQif({ account, entries }: MeantStatement): string {
  const records = entries.map(
    ({ date, amount, text, counterparty }) =>
      `D${date}\nT${amount}\n${counterparty ? `P${counterparty}\n` : ''}${text ? `M${text}\n` : ''}^\n`,
  );
  return `!Account\nN${account}\nTBank\n^\n!Type:Bank\n${records.join('')}`;
}

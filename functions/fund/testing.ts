import { giftsContract } from '../gifts/contract.ts';
import { giftHandlers } from '../gifts/http.ts';
import { keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { type Call, call, type fakeDependencies, staffActor } from '../kernel/testing.ts';
import { fundContract } from './contract.ts';
import { fundHandlers } from './http.ts';

/** The charity account of the Seoul pack, as banks print it. */
export const ACCOUNT = '1005-000-000000';

/** An entry as a test tells it; `ref` is the bank's own. */
export interface Told {
  readonly day: string;
  readonly amount: number;
  readonly text?: string;
  readonly name?: string;
  readonly ref?: string;
  readonly reversal?: boolean;
}
export interface ToldStatement {
  readonly entries: readonly Told[];
  readonly opening?: number;
  readonly closing?: number;
  readonly from?: string;
  readonly to?: string;
  readonly account?: string;
  readonly currency?: string;
}

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function balance(code: string, amount: number, day: string, currency: string): string {
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${Math.abs(amount)}</Amt>` +
    `<CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`
  );
}

function camtEntry({ day, amount, text, name, ref, reversal }: Told, currency: string): string {
  const party = amount > 0 ? 'Dbtr' : 'Cdtr';
  // The flag of a reversal turns the meaning of the mark round: a debit that is taken back is a credit.
  const mark = amount > 0 ? 'CRDT' : 'DBIT';
  return (
    `<Ntry><Amt Ccy="${currency}">${Math.abs(amount)}</Amt><CdtDbtInd>${mark}</CdtDbtInd>` +
    (reversal ? '<RvslInd>true</RvslInd>' : '') +
    `<Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt>` +
    (ref ? `<AcctSvcrRef>${ref}</AcctSvcrRef>` : '') +
    `<NtryDtls><TxDtls>` +
    (name ? `<RltdPties><${party}><Nm>${xml(name)}</Nm></${party}></RltdPties>` : '') +
    (text ? `<RmtInf><Ustrd>${xml(text)}</Ustrd></RmtInf>` : '') +
    '</TxDtls></NtryDtls></Ntry>'
  );
}

/** A camt.053 with balances where they are told. */
export function camtOf(...statements: readonly ToldStatement[]): string {
  const all = statements.map(
    ({ entries, opening, closing, from, to, account = ACCOUNT, currency = 'KRW' }, i) => {
      const days = entries.map(({ day }) => day).toSorted();
      const [first, last] = [from ?? days[0] ?? '2026-11-01', to ?? days.at(-1) ?? '2026-11-01'];
      return (
        `<Stmt><Id>${i + 1}</Id><FrToDt><FrDtTm>${first}T00:00:00</FrDtTm><ToDtTm>${last}T23:59:59</ToDtTm></FrToDt>` +
        `<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy></Acct>` +
        (opening === undefined ? '' : balance('OPBD', opening, first, currency)) +
        (closing === undefined ? '' : balance('CLBD', closing, last, currency)) +
        `${entries.map((entry) => camtEntry(entry, currency)).join('\n')}</Stmt>`
      );
    },
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' +
    `<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-11-23T00:00:00</CreDtTm></GrpHdr>\n${all.join('\n')}` +
    '\n</BkToCstmrStmt></Document>\n'
  );
}

/** The same entries as QIF: no account, no balances, no reference of the bank. */
export const qifOf = (entries: readonly Told[]): string =>
  [
    '!Type:Bank',
    ...entries.flatMap(({ day, amount, text, name }) => [
      `D${day}`,
      `T${amount}`,
      ...(name ? [`P${name}`] : []),
      ...(text ? [`M${text}`] : []),
      '^',
    ]),
    '',
  ].join('\n');

type Deps = ReturnType<typeof fakeDependencies>;
export const kim = staffActor('chest', undefined, 'kim');
export const lee = staffActor('chest', undefined, 'lee');
export const auditor = staffActor('auditor', undefined, 'audit');
export const office = staffActor('programme', undefined, 'office');

/** Drives the account as its callers do, through the contracts. */
export function fundOn(deps: Deps, uploads: Objects, documents: Objects) {
  const api = serve(fundContract, 'staff', () =>
    fundHandlers({ ...deps, uploads: () => uploads, documents }),
  );
  const gifts = {
    public: serve(giftsContract, 'public', () => giftHandlers(deps)),
    staff: serve(giftsContract, 'staff', () => giftHandlers(deps)),
  };
  const ask = (route: string, what: Call = {}) =>
    call(api, route, {
      staff: kim,
      ...(route.startsWith('GET') ? {} : { key: deps.ids.ulid(), body: {} }),
      ...what,
    });

  /** Uploads a file and has it read. */
  async function add(file: string | Uint8Array, fileName = 'statement.xml', more: object = {}) {
    const body = { fileName, size: file.length };
    const form = await ask('POST /api/staff/statement-uploads', { body });
    const { statement, fields } = form.body as { statement: string; fields: { key: string } };
    await uploads.put(fields.key, file, { type: 'application/octet-stream' });
    return ask('POST /api/staff/statements', { body: { statement, fileName, ...more } });
  }
  const at = (id: unknown, what: Call = {}): Call => ({ params: { id: String(id) }, ...what });
  const book = (id: unknown, what: Call = {}) => ask('POST /api/staff/statements/{id}/booking', at(id, what));
  /** Reads and books a file to its end. */
  async function booked(
    file: string | Uint8Array,
    fileName = 'statement.xml',
    more: object = {},
  ): Promise<string> {
    const { body, status } = await add(file, fileName, more);
    if (status !== 201) throw new Error(`${body.code} ${JSON.stringify(body.detail)}`);
    for (;;) {
      const progress = await book(body.id);
      if (progress.status !== 200)
        throw new Error(`${progress.body.code} ${JSON.stringify(progress.body.detail)}`);
      if (progress.body.status === 'BOOKED') return String(body.id);
    }
  }
  return {
    ask,
    at,
    add,
    book,
    booked,
    gifts,
    deed: (what: string, id: unknown, body: object = {}, more: Call = {}) =>
      ask(`POST /api/staff/bank-entries/{id}/${what}`, at(id, { body, ...more })),
    entry: async (id: unknown) => (await ask('GET /api/staff/bank-entries/{id}', at(id))).body,
    queue: async (status: string, query: object = {}) =>
      (await ask('GET /api/staff/bank-entries', { query: { status, limit: '50', ...query } })).body
        .items as Record<string, never>[],
    /** A gift announced on the site; gives its id and the reference for the transfer. */
    async announce(amount: number, name = '홍길동', more: object = {}) {
      const made = await call(gifts.public, 'POST /api/public/gifts', {
        key: deps.ids.ulid(),
        body: {
          giver: { kind: 'person', contact: { name, email: 'hong@example.com', language: 'ko' } },
          amount,
          wantsReceipt: false,
          consents: { privacy: true, news: false },
          ...more,
        },
      });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return made.body as { id: string; reference: string };
    },
    balance: async (account: string): Promise<number> =>
      (await deps.table.get<{ balance: number }>(keys.balance(account, 'KRW')))?.balance ?? 0,
  };
}

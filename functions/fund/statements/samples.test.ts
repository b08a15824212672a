import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readStatementFile } from './read.ts';
import { faultsOf } from './testing.ts';

/** Files of other projects, for reading where they are present; the folder stands beside the repository. */
const samples = new URL('../../../../shared/samples/', import.meta.url);
const FOLDERS = ['bank-camt', 'bank-mt940', 'bank-ofx'];
const absent = !existsSync(new URL('bank-camt/', samples));
/** The one file among the tables that is none. */
const QIF = 'bank-csv/OCA__bank-statement-import__test_qif.qif';

/**
 * What each file is read as: form, then for every run of like statements their number, account, currency, opening →
 * closing balance of the first and last, period, entries, and the first entry; then its faults. Or how it is refused.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  // Pages of a larger statement, cut for a test: 15568.27 − 754.25 − 594.05 + 1405.31 is not 15121.12, nor with the
  // reversal turned.
  'bank-camt/OCA__bank-statement-import__test-camt053.zip':
    'camt.053: 2 × NL77ABNA0574908765 EUR 2014-02-05…2014-03-05 15568.27 → 15121.12, 6: 2014-02-05 -754.25 INSURANCE COMPANY TESTX; WRONG_TOTALS at file 1, line 38; WRONG_TOTALS at file 2, line 38',
  // An account in francs whose report announces an amount in kronor.
  'bank-camt/genkgo__camt__camt052.v6.xml':
    'camt.052: 1 × CH2801234000123456789 CHF 2007-10-18…2007-10-18 none → 10022.15, 0, 1 announced; MIXED_CURRENCIES at line 70',
  // Balances 1.01 and 4.04 with an entry of 8.850 between them: made to show the types, not to be true.
  'bank-camt/genkgo__camt__camt053.v2.all-balance-types.xml':
    'camt.053: 1 × CH2801234000123456789 EUR 2014-12-31…2014-12-31 1.01 → 4.04, 1: 2014-12-31 8.850; WRONG_TOTALS at line 68',
  // 18.150 + 8.850 is 27.000, the file says 27.050.
  'bank-camt/genkgo__camt__camt053.v2.five.decimals.xml':
    'camt.053: 1 × NL26VAYB8060476890 EUR 2014-12-31…2014-12-31 18.150 → 27.050, 1: 2014-12-31 8.850; WRONG_TOTALS at line 49',
  // Opens in euros, closes in kronor.
  'bank-camt/genkgo__camt__camt053.v2.with-party-ids.xml':
    'camt.053: 1 × NL26VAYB8060476890 EUR 2007-10-18…2007-10-18 18.15 → -27.00, 1: 2014-12-31 8.85 NAME NAME; MIXED_CURRENCIES at line 54',
  'bank-camt/genkgo__camt__camt053.v3.xml':
    'camt.053: 1 × NL26VAYB8060476890 EUR 2007-10-18…2007-10-18 18.15 → -27.00, 1: 2014-12-31 8.85 NAME NAME; MIXED_CURRENCIES at line 74',
  'bank-camt/genkgo__camt__camt053.v4.xml':
    'camt.053: 1 × NL26VAYB8060476890 EUR 2007-10-18…2007-10-18 18.15 → -27.00, 1: 2014-12-31 8.85 NAME NAME; MIXED_CURRENCIES at line 74',
  'bank-camt/genkgo__camt__camt053.v8.xml':
    'camt.053: 1 × NL26VAYB8060476890 EUR 2007-10-18…2007-10-18 18.15 → -27.00, 1: 2014-12-31 8.85 NAME NAME; MIXED_CURRENCIES at line 74',
  // A head and nothing else.
  'bank-camt/genkgo__camt__camt053.v2.wrong.xml': 'NO_STATEMENT at file',
  // The payments in francs are not the entry in kronor: it stays one.
  'bank-camt/genkgo__camt__camt054.v8.xml':
    'camt.054: 1 × CH2801234000123456789 SEK 2007-10-18…2007-10-18 none → none, 1: 2007-10-18 -200000',
  'bank-camt/genkgo__camt__camt53.only-Dt-with-DtTm.xml':
    'camt.053: 1 × GB33BUKB20201555555555 RON 2025-07-23… 5442.09000 → none, 0',
  'bank-mt940/wolph__mt940__ASNB_mt940.txt':
    'mt940: 31 × NL81ASNB9999999999 EUR 2020-01-01…2020-01-31 444.29 → 501.23, 8: 2020-01-01 -65.00 hr gjlm paulissen',
  // The field behind :61: is named :25:, and the sum would not hold either.
  'bank-mt940/wolph__mt940__betterplace_sepa_snippet_broken.sta': 'OUT_OF_PLACE at line 6',
  'bank-mt940/wolph__mt940__betterplace_with_binary_character.sta':
    'mt940: 1 × 51230800/0000007055 EUR 2010-03-18…2010-03-19 380115.77 → 199929.02, 3: 2010-03-19 27.00 PAYPAL; 1 × 51230800/0000007304 EUR 2010-03-18…2010-03-19 130073.19 → 131193.19, 1: 2010-03-19 1120.00',
  'bank-mt940/wolph__mt940__cmxl_mt940.sta':
    'mt940: 1 × 45050050/76198810 DEM 2013-10-16…2013-10-17 84349.74 → 84437.04, 11: 2013-10-15 -14220; 1 × 10020030/1234567 EUR 2002-11-01…2002-11-30 2187.95 → 4387.95, 2: 2002-11-02 -800 MUELLER; 1 × BPHKPLPK/320000546101 PLN 2003-10-20…2003-10-20 40000.00 → 50040.00, 3: 2003-10-20 20000.00 HUTA SZKLA TOPIC ULPRZEMY SLOWA 67 32-669 WROCLAW',
  // Its own count of entries (4 debits, 2 credits) is not what stands in it.
  'bank-mt940/wolph__mt940__jejik_ing.sta':
    'mt940: 1 × 0001234567 EUR 2010-07-22…2010-07-23 0.00 → 3.47, 7: 2010-07-22 -25.03; WRONG_TOTALS at line 26',
  // Shortened by hand: 473.17 − 1213.28 is not 395.82, 1295.82 − 281.51 not 1250.87.
  'bank-mt940/wolph__mt940__jejik_rabobank.sta':
    'mt940: 3 × 1291.99.348 EUR 2011-06-14…2011-06-17 473.17 → 1250.87, 3: 2011-05-27 -1213.28 W.P. Jansen; 1 × 1526.89.184 EUR 2012-08-28…2012-08-29 4196.12 → 4101.82, 2: 2012-08-29 -88.10 KPN - MOBIEL; WRONG_TOTALS at line 11; WRONG_TOTALS at line 28',
  'bank-mt940/wolph__mt940__mBank_mt940.sta':
    'mt940: 1 × PL29114010810000267002001002 PLN 2017-01-19…2017-01-19 0.40 → 0.43, 3: 2017-01-19 0.01 JAN NOWAK',
  'bank-mt940/wolph__mt940__sberbank_171011_01234945.sta':
    'mt940: 1 × 1966315302010001 HUF 2017-10-11…2017-10-11 627311.30 → 617874.30, 3: 2017-10-11 -2402.00 ERGO Versicherung AG Fioktelep',
  'bank-mt940/wolph__mt940__self-provided_february_30.sta': 'NO_SUCH_DATE at line 6',
  'bank-mt940/wolph__mt940__self-provided_invalid_statement.sta': 'NOT_A_STATEMENT at line 1',
  // Behind the balance that closes the statement one more entry; wolph/mt940 counts it to the statement too.
  'bank-mt940/wolph__mt940__self-provided_multiline.sta':
    'mt940: 1 × BILLLULLXXX/"NUMERO DE COMPTE IBAN 2" EUR 2004-08-02…2004-08-04 16.40 → 11.40, 2: 2004-08-04 -5 NOM DU DO / BENEFICIAIRE 11NOM DU DO / BENEFICIAIRE 22; OUT_OF_PLACE at line 38',
  'bank-ofx/jseutter__ofxparse__anzcc.ofx':
    'ofx2: 1 × 1234123412341234 AUD 2017-03-11…2017-05-09 none → -123.45, 1: 2017-05-08 -5.50',
  'bank-ofx/jseutter__ofxparse__bank_small.ofx': 'NO_STATEMENT at file',
  'bank-ofx/jseutter__ofxparse__date_missing.ofx': 'NO_DATE at line 33',
  'bank-ofx/jseutter__ofxparse__multiple_accounts.ofx':
    'ofx2: 1 × 9100 USD … none → 111, 0; 1 × 9200 USD … none → 222, 0',
  // 8/15/13 says that the month is first.
  [QIF]: 'qif: 1 × none none 2013-03-03…2013-08-15 none → none, 5: 2013-03-03 -379.00 Epic Technologies',
};

describe.skipIf(absent)('files of real banks are read or refused as they deserve', () => {
  test.each(Object.entries(EXPECTED))('%s: %s', (name, expected) => {
    expect(verdict(name)).toBe(expected);
  });

  test('every file is accounted for', () => {
    const there = absent
      ? []
      : FOLDERS.flatMap((folder) =>
          readdirSync(new URL(`${folder}/`, samples)).map((name) => `${folder}/${name}`),
        );
    expect([...there, QIF].sort()).toEqual(Object.keys(EXPECTED).sort());
  });
});

function verdict(name: string): string {
  try {
    const { format, statements } = readStatementFile(readFileSync(new URL(name, samples)), name);
    const runs = Map.groupBy(statements, ({ account = 'none' }) => account);
    const told = [...runs].map(([account, run]) => {
      const [first, last] = [run[0], run.at(-1)];
      const entries = run.flatMap((statement) => statement.entries);
      const begins = entries[0] ? [entries[0].date, entries[0].amount, entries[0].counterparty] : [];
      const balances = `${first?.opening ?? 'none'} → ${last?.closing ?? 'none'}`;
      const period = `${first?.from ?? ''}…${last?.to ?? ''}`;
      const announced = run.flatMap(({ pending = [] }) => pending).length;
      const head =
        `${run.length} × ${account} ${first?.currency ?? 'none'} ${period} ${balances}, ${entries.length}` +
        (announced > 0 ? `, ${announced} announced` : '');
      return begins.length > 0 ? `${head}: ${begins.filter(Boolean).join(' ')}` : head;
    });
    return `${format}: ${[...told, ...faultsOf({ format, statements })].join('; ')}`;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
}

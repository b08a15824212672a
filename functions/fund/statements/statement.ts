/** A calendar day as the bank writes it, `2026-11-28`; it exists. */
export type Day = string;

/** `csv` to `text` are what a table was read from; `html` is what Korean banks name .xls. */
export type StatementFormat =
  | 'camt.052'
  | 'camt.053'
  | 'camt.054'
  | 'mt940'
  | 'ofx1'
  | 'ofx2'
  | 'qif'
  | 'csv'
  | 'xlsx'
  | 'ods'
  | 'html'
  | 'text';

/**
 * A file of a bank as read: one or more statements, in the file's order.
 * Amounts are signed decimal texts with the digits of the file (`-1200.50`, `8.850`), never floats.
 */
export interface StatementFile {
  readonly format: StatementFormat;
  readonly statements: readonly Statement[];
}

/** What one bank says of one account. Whatever is absent, the file does not say. */
export interface Statement {
  /** IBAN, or the number as the bank writes it. */
  readonly account?: string | undefined;
  /** ISO 4217, of every amount in the statement; what is in another is a fault. */
  readonly currency?: string | undefined;
  /** The period as the file says it; else the days of the first and last entry. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Booked balance before the first and after the last entry. */
  readonly opening?: string | undefined;
  readonly closing?: string | undefined;
  /** Where it begins: `line 4`, `row 2`. */
  readonly place: string;
  /** Where the closing balance stands; a total that is wrong is said to be so there. */
  readonly closingPlace?: string | undefined;
  /** Booked entries, oldest first. */
  readonly entries: readonly StatementEntry[];
  /** What in it contradicts itself, first found first. It may be read and shown, and is never booked. */
  readonly faults?: readonly Fault[] | undefined;
  /**
   * Places of entries before which others are left out: an extract of a list (deposits only, one payer), whose
   * running balances do not follow. It adds entries, and proves no balance.
   */
  readonly gaps?: readonly string[] | undefined;
  /** Announced by the bank and not booked (camt: PDNG, INFO, FUTR). No money yet: for showing only. */
  readonly pending?: readonly StatementEntry[] | undefined;
}

/** Values each of which is what it claims to be, and which cannot be true together. */
export interface Fault {
  /**
   * Sums that do not add up; a running balance that does not follow; an amount in another currency than its
   * statement; an entry behind the balance that closes its statement.
   */
  readonly code: 'WRONG_TOTALS' | 'WRONG_BALANCE' | 'MIXED_CURRENCIES' | 'OUT_OF_PLACE';
  readonly place: string;
  /** One English line without content of the file. */
  readonly reason: string;
}

export interface StatementEntry {
  /** The day of booking, or that of value where the bank gives no other. */
  readonly date: Day;
  /** Positive is money that came: `-1200.50`. */
  readonly amount: string;
  /** Its own where it names one, else that of its statement. */
  readonly currency?: string | undefined;
  /** What payer or bank wrote about it, one line. */
  readonly text?: string | undefined;
  /** Name of the other side. */
  readonly counterparty?: string | undefined;
  /** End-to-end reference, or the one that the payer wrote. */
  readonly reference?: string | undefined;
  /** `reference` without what the account's holder may rewrite after the booking, where the file has such a column. */
  readonly lasting?: string | undefined;
  /** The bank's own unique id of the entry: AcctSvcrRef, FITID … */
  readonly bankReference?: string | undefined;
  /** Running balance after the entry, where the file has it. */
  readonly balance?: string | undefined;
  /** The bank takes an earlier entry back. The sign of `amount` says already which way the money went. */
  readonly reversal?: true | undefined;
  readonly place: string;
}

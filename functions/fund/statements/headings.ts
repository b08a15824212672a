/** What a column of a bank's table says. Several columns may say `text`, `counterparty` and `reference`. */
export const STATEMENT_COLUMNS = [
  'date',
  'time',
  'in',
  'out',
  'amount',
  'direction',
  'balance',
  'text',
  'counterparty',
  'written',
  'reference',
  'bankReference',
  'currency',
] as const;
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];

/**
 * What banks call their columns, the surest name first, written as `plainHeading` leaves them: lower case, letters
 * and digits only, without a currency in brackets. Korean as the exports of 국민, 신한, 우리, 하나, 농협, 기업, SC제일,
 * 카카오뱅크, 토스뱅크, 케이뱅크, 새마을금고, 신협, 수협, iM뱅크 and 우체국 have them (seen in public readers of such files,
 * 2026-11); English and German as in common CSV exports.
 */
export const HEADINGS: Readonly<Record<StatementColumn, readonly string[]>> = {
  date: [
    ...[
      '거래일시',
      '거래일자',
      '거래일',
      '거래일자시간',
      '거래일시간',
      '거래날짜',
      '거래년월일',
      '거래연월일',
    ],
    ...[
      '이체일시',
      '이체일자',
      '이체일',
      '입출금일시',
      '입출금일자',
      '일자',
      '날짜',
      '일시',
      '처리일시',
      '처리일자',
    ],
    ...['입금일시', '입금일자', '입금일', '처리일', '등록일시', '기산일', '기산일자'],
    ...[
      'transactiondate',
      'bookingdate',
      'dateofbooking',
      'posteddate',
      'postingdate',
      'dateposted',
      'bookeddate',
    ],
    ...['transdate', 'trndate', 'transactiondatetime', 'datetime', 'date', 'completeddate', 'entrydate'],
    ...['buchungstag', 'buchungsdatum', 'datum', 'valuedate', 'valuta', 'valutadatum', 'wertstellung'],
  ],
  time: ['거래시간', '거래시각', '시간', '시각', '이체시간', '처리시간', 'transactiontime', 'time'],
  in: [
    ...[
      '입금액',
      '입금금액',
      '맡기신금액',
      '입금',
      '받으신금액',
      '받은금액',
      '들어온금액',
      '예입금액',
      '예입액',
    ],
    ...['입금액수', '맡기신', '맡기신돈', '예입', '수입금액', '수입액', '수입'],
    ...['depositamount', 'creditamount', 'deposits', 'deposit', 'credits', 'credit', 'paidin', 'moneyin'],
    ...['amountin', 'incoming', 'receipts', 'haben', 'gutschrift', 'cr', 'in'],
  ],
  out: [
    ...[
      '출금액',
      '출금금액',
      '찾으신금액',
      '출금',
      '보내신금액',
      '보낸금액',
      '지급금액',
      '지급액',
      '나간금액',
    ],
    ...['인출금액', '인출액', '출금액수', '찾으신', '찾으신돈', '지급', '지출금액', '지출액', '지출'],
    ...[
      'withdrawalamount',
      'debitamount',
      'withdrawals',
      'withdrawal',
      'debits',
      'debit',
      'paidout',
      'moneyout',
    ],
    ...['amountout', 'outgoing', 'payments', 'soll', 'lastschrift', 'dr', 'out'],
  ],
  amount: [
    ...[
      '거래금액',
      '입출금액',
      '입출금금액',
      '이체금액',
      '거래액',
      '금액',
      'transactionamount',
      'signedamount',
    ],
    ...['amount', 'amt', 'betrag', 'umsatz', 'value'],
  ],
  direction: [
    ...[
      '입출금구분',
      '입출구분',
      '입지구분',
      '입출금',
      '입금출금',
      '입금출금구분',
      '구분',
      '거래구분',
      '거래유형',
    ],
    ...[
      '거래종류',
      'debitcredit',
      'creditdebit',
      'drcr',
      'crdr',
      'dc',
      'cd',
      'creditdebitindicator',
      'sollhaben',
    ],
    ...['transactiontype', 'type', 'indicator', 'sign'],
  ],
  balance: [
    ...[
      '거래후잔액',
      '잔액',
      '남은금액',
      '거래후남은금액',
      '거래잔액',
      '통장잔액',
      '계좌잔액',
      '잔고',
      '현재잔액',
    ],
    ...[
      '거래후잔고',
      '남은잔액',
      'runningbalance',
      'balanceafter',
      'accountbalance',
      'ledgerbalance',
      'balance',
    ],
    ...['closingbalance', 'saldo', 'kontostand'],
  ],
  text: [
    ...['적요', '거래적요', '적요명', '거래내용', '거래내역', '내용', '상세내용', '거래명', '기재사항'],
    ...['description', 'transactiondescription', 'label', 'details', 'transactiondetails', 'narrative'],
    ...['particulars', 'text', 'bookingtext', 'buchungstext', 'title'],
  ],
  counterparty: [
    ...[
      '의뢰인수취인',
      '보낸분받는분',
      '받는분보낸분',
      '보내는분받는분',
      '상대계좌예금주명',
      '상대계좌예금주',
      '상대예금주명',
    ],
    ...[
      '상대예금주',
      '상대방예금주',
      '거래상대방',
      '거래상대',
      '상대방명',
      '상대방',
      '의뢰인',
      '의뢰인명',
      '수취인',
      '수취인명',
    ],
    ...[
      '보낸분',
      '받는분',
      '보내는분',
      '받으신분',
      '보내신분',
      '보낸사람',
      '받는사람',
      '입금자명',
      '입금자',
      '입금인',
    ],
    ...['송금인', '송금인명', '송금자', '거래자명', '거래처', '거래처명', '이체인', '예금주', '예금주명'],
    ...[
      'counterparty',
      'counterpartyname',
      'partnername',
      'partner',
      'payername',
      'payer',
      'payeename',
      'payee',
      'sender',
    ],
    ...[
      'recipient',
      'beneficiary',
      'merchant',
      'name',
      'auftraggeberempfanger',
      'beguenstigterzahlungspflichtiger',
    ],
  ],
  /** Printed into the passbook: the name of the other side as a rule, beside a column that says the kind. */
  written: ['기재내용', '통장기재내용', '거래기록사항', '기록사항', '통장인자', '인자내용'],
  reference: [
    ...[
      '송금메시지',
      '송금메모',
      '받는통장표시내용',
      '받는통장표시',
      '받는분통장표시',
      '통장표시내용',
      '통장표시',
    ],
    ...[
      '내통장표시내용',
      '내통장표시',
      '내통장메모',
      '통장메모',
      '거래메모',
      '이체메모',
      '추가메모',
      '출금계좌메모',
    ],
    ...['입금계좌메모', '메모', '비고', 'cms코드'],
    ...['endtoendid', 'paymentreference', 'customerreference', 'reference', 'ref', 'memo', 'note', 'notes'],
    ...['remark', 'remarks', 'message', 'verwendungszweck'],
  ],
  bankReference: [
    ...[
      '거래고유번호',
      '거래식별번호',
      '거래번호',
      '거래id',
      'transactionid',
      'transactionreference',
      'transactionno',
    ],
    ...['transactionnumber', 'entryreference', 'bankreference', 'fitid'],
  ],
  currency: [
    '통화',
    '통화코드',
    '통화구분',
    '통화명',
    '화폐',
    'currency',
    'currencycode',
    'ccy',
    'waehrung',
    'wahrung',
  ],
};

/**
 * Columns into which the account's holder writes in internet banking, at any time: a later export may say something
 * else. What a payer or an officer typed at the transfer itself (송금메모, 이체메모) stays as it is.
 */
export const EDITABLE = new Set([
  ...['메모', '거래메모', '통장메모', '내통장메모', '추가메모', '비고'],
  ...['memo', 'note', 'notes', 'remark', 'remarks'],
]);

/** A table with one of these lists machines: its date and amount are those of a purchase. */
export const OF_MACHINES = new Set([
  ...[
    '모델명',
    '모델',
    '제조사',
    '제조번호',
    '시리얼',
    '시리얼번호',
    '자산번호',
    '관리번호',
    '물품번호',
    '기종',
  ],
  ...['serialnumber', 'serial', 'serialno', 'assettag', 'assetnumber', 'manufacturer', 'model', 'modelname'],
]);

/** `거래후 잔액(원)` → `거래후잔액`, `Debit / Credit` → `debitcredit`. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([]\s*(?:원|원화|단위\s*:?\s*원|krw|won|₩|[a-z]{3}|€|\$|£)\s*[)\]]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** `출금액(원)` → `KRW`, `Amount [EUR]` → `EUR`; undefined when a heading names no currency. */
export function currencyOfHeading(heading: string): string | undefined {
  const [, inside] =
    /[([]\s*(?:단위\s*:?\s*)?(원화?|krw|won|₩|[a-z]{3}|€|£)\s*[)\]]/i.exec(heading.normalize('NFKC')) ?? [];
  return inside === undefined ? undefined : currencyNamed(inside);
}

const CURRENCY_WORDS: Readonly<Record<string, string | undefined>> = {
  원: 'KRW',
  원화: 'KRW',
  '₩': 'KRW',
  won: 'KRW',
  '€': 'EUR',
  '£': 'GBP',
};

/** ISO 4217 of what a cell says; a dollar or yen sign alone names none. */
export function currencyNamed(words: string): string | undefined {
  const plain = words.normalize('NFKC').trim();
  const code = plain.toUpperCase();
  return CURRENCY_WORDS[plain.toLowerCase()] ?? (CODES.has(code) ? code : undefined);
}
const CODES = new Set(Intl.supportedValuesOf('currency'));

import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import { openPaper, type Paper } from '../kernel/paper.ts';
import { drawTable, type Row } from '../kernel/paper-table.ts';
import { figures, wonInWords } from './amount-words.ts';
import { printNumber, type Receipt } from './domain.ts';
import {
  ANONYMOUS,
  CERTIFIED,
  FORM,
  FORM_WORDS,
  KIND_WORDS,
  MISSING,
  MONEY,
  NONE,
  NOT_GIVEN,
  NOTES,
  REPLACES,
  TITLE,
  TYPE_WORDS,
} from './form-words.ts';
import { type GivenMark, type Mark, markAcross, marksOf, noteOf } from './marks.ts';

/** The giver as the form names them; opened from the vault for this paper only. */
export interface Giver {
  readonly name: string;
  readonly address: string;
  /** As it is printed, `900101-1234568`; none was given: the form says so. */
  readonly number?: string;
}
/** Who an anonymous gift's receipt is made out to. */
export const NOBODY: Giver = { name: ANONYMOUS.name, address: ANONYMOUS.address };

/** 2026년 11월 23일 */
const koreanDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}년 ${month}월 ${date}일`;
};

const head = (text: string): Row[number] => ({ text, head: 'Row' });
const section = (text: string): Row => [{ text, head: 'Column', span: 4, align: 'left' }];

const giverRows = (receipt: Receipt, giver: Giver): Row[] => [
  section('❶ 기부자'),
  [
    head(FORM[receipt.giverKind].giver),
    { text: giver.name, own: true },
    head(FORM[receipt.giverKind].number),
    { text: giver.number ?? NOT_GIVEN, own: true },
  ],
  [head('주소(소재지)'), { text: giver.address, span: 3, own: true }],
];

const issuerRows = ({ receiptIssuer: issuer }: City): Row[] => [
  section('❷ 기부금 단체'),
  [
    head('단체명'),
    { text: issuer.name.ko ?? '' },
    head('사업자등록번호\n(고유번호)'),
    { text: issuer.registrationNumber },
  ],
  [head('지점명'), { text: issuer.branch.ko ?? '' }, head('소재지'), { text: issuer.address.ko ?? '' }],
  [head('기부금공제대상\n공익법인등 근거법령'), { text: issuer.legalBasis, span: 3 }],
];

const collectorRows: Row[] = [
  section('❸ 기부금 모집처(언론기관 등)'),
  [head('단체명'), { text: NONE }, head('사업자등록번호'), { text: NONE }],
  [head('소재지'), { text: NONE, span: 3 }],
];

const column = (text: string): Row[number] => ({ text, head: 'Column' });
/** Money has no quantity and no unit price. */
function lineCells(form: Receipt['form'], line: Receipt['lines'][number]): Row {
  if (form === 'money')
    return [
      { text: line.kind === 'points' ? MONEY.points : MONEY.money },
      { text: MONEY.none, align: 'center' },
      { text: MONEY.none, align: 'center' },
      { text: figures(line.amount), align: 'right' },
    ];
  return [
    { text: KIND_WORDS[line.kind] ?? line.kind },
    { text: figures(line.count), align: 'right' },
    { text: figures(line.unitPrice), align: 'right' },
    { text: figures(line.amount), align: 'right' },
  ];
}
/** Section and column titles: they stand again on every page that the lines run on to. */
const GIFT_HEADS = 2;
const giftRows = (receipt: Receipt): Row[] => [
  [{ text: '❹ 기부내용', head: 'Column', span: 7, align: 'left' }],
  ['유형·코드', '구분', '연월일', '품명', '수량', '단가(원)', '금액(원)'].map(column),
  ...receipt.lines.map(
    (line): Row => [
      { text: `${TYPE_WORDS[receipt.typeCode] ?? ''}(${receipt.typeCode})`, align: 'center' },
      { text: FORM_WORDS[receipt.form], align: 'center' },
      { text: (line.givenOn ?? receipt.givenOn).replaceAll('-', '.'), align: 'center' },
      ...lineCells(receipt.form, line),
    ],
  ),
  [
    { text: '합계', head: 'Row', span: 2 },
    { text: wonInWords(receipt.total), span: 4, bold: true },
    { text: figures(receipt.total), align: 'right', bold: true },
  ],
];

/** 17 mm = 48.2 points; the columns of either table add up to what is between: 595.28 − 2 × 48.2 = 498.9 points. */
const MARGIN = 48.2;
const PAIRS = [92, 157.5, 92, 157.4] as const;
const GIFT = [86, 38, 64, 116.9, 40, 72, 82] as const;

/** Day and signature at the right edge; @returns the y below them */
function sign(paper: Paper, from: number, day: string, who: string, own = false): number {
  const { x, width } = paper.frame;
  const y = paper.below(from, 50);
  const look = { align: 'right', size: 10 } as const;
  const line = y + paper.write('P', koreanDay(day), { x, y, width }, look) + 7;
  return line + paper.write('P', who, { x, y: line, width }, { ...look, own }) + 10;
}

function drawHeading(paper: Paper, receipt: Receipt, marks: readonly Mark[]): number {
  const { x, y, width } = paper.frame;
  paper.write('P', FORM[receipt.giverKind].reference, { x, y, width }, { size: 8.5 });
  paper.write('H1', TITLE, { x, y: y + 20, width }, { size: 22, bold: true, align: 'center' });
  paper.write('P', `일련번호  ${printNumber(receipt)}`, { x, y: y + 30, width: 150 });
  let below = y + 52;
  const look = { size: 9, bold: true, align: 'center' } as const;
  if (receipt.replaces)
    below += paper.write('Note', REPLACES(printNumber(receipt.replaces)), { x, y: below, width }, look) + 3;
  if (receipt.anonymous) below += paper.write('Note', ANONYMOUS.note, { x, y: below, width }, look) + 3;
  for (const mark of marks)
    below += paper.write('Note', noteOf(mark), { x, y: below, width }, { ...look, color: '#b50019' }) + 3;
  return below + 5;
}

function drawClosing(paper: Paper, from: number, receipt: Receipt, giver: Giver, city: City): void {
  const { x, width } = paper.frame;
  const { receiptIssuer: issuer, timeZone } = city;
  const day = localDate(receipt.issuedAt, timeZone);
  let y = paper.below(from, 40);
  y += paper.write('P', FORM[receipt.giverKind].request, { x, y, width }, { lineGap: 3 }) + 9;
  y = sign(paper, y, day, `신청인  ${giver.name}  (서명 또는 인)`, true);
  y = paper.below(y, 80);
  y += paper.write('P', CERTIFIED, { x, y, width }, { align: 'center' }) + 9;
  const receiver = [issuer.name.ko, issuer.branch.ko, issuer.representative].join(' ');
  y = paper.below(sign(paper, y, day, `기부금 수령인  ${receiver}  (직인)`), 45);
  paper.decorate((document) => {
    document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.5)
      .stroke('#58616a');
  });
  y += 6;
  const missing = [...paper.missing].map((one) => `U+${one.codePointAt(0)?.toString(16).toUpperCase()}`);
  for (const note of [...NOTES(receipt.form), ...(missing.length > 0 ? [MISSING(missing.join(', '))] : [])])
    y += paper.write('P', `※ ${note}`, { x, y, width }, { size: 8 }) + 3;
}

export interface Drawn {
  readonly file: Uint8Array;
  /** Characters in whose place 〓 stands, with a note at the paper's foot. */
  readonly missing: readonly string[];
}

/**
 * The statutory receipt as a tagged PDF; its lines run on to further pages under repeated heads.
 * @param mark void or copy: a paper beside the first, which says so
 * @returns the file's bytes, the same for the same receipt, giver and mark
 */
export async function drawReceipt(
  receipt: Receipt,
  giver: Giver,
  city: City,
  mark?: GivenMark,
): Promise<Drawn> {
  const { receiptIssuer: issuer } = city;
  const paper = openPaper({
    city,
    title: `${TITLE} ${printNumber(receipt)}`,
    language: 'ko',
    at: new Date(mark?.at ?? receipt.issuedAt),
    author: issuer.name.ko ?? '',
    margin: MARGIN,
  });
  const { x } = paper.frame;
  const marks = marksOf(receipt, city, mark);
  let y = drawHeading(paper, receipt, marks);
  for (const rows of [giverRows(receipt, giver), issuerRows(city), collectorRows]) {
    y = drawTable(paper, { x, y }, PAIRS, rows);
  }
  y = drawTable(paper, { x, y }, GIFT, giftRows(receipt), { heads: GIFT_HEADS });
  drawClosing(paper, y + 12, receipt, giver, city);
  markAcross(paper, marks);
  return { file: await paper.finish(), missing: [...paper.missing] };
}

import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import { openPaper, type Paper } from '../kernel/paper.ts';
import { drawTable, type Row } from '../kernel/paper-table.ts';
import { figures, wonInWords } from './amount-words.ts';
import { printNumber, type Receipt } from './domain.ts';
import {
  CERTIFIED,
  FORM,
  KIND_WORDS,
  NONE,
  NOT_GIVEN,
  NOTES,
  SPECIMEN,
  TITLE,
  TYPE_WORDS,
} from './form-words.ts';

/** The giver as the form names them; opened from the vault for this paper only. */
export interface Giver {
  readonly name: string;
  readonly address: string;
  /** As it is printed, `900101-1234568`; none was given: the form says so. */
  readonly number?: string;
}

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
    { text: giver.name },
    head(FORM[receipt.giverKind].number),
    { text: giver.number ?? NOT_GIVEN },
  ],
  [head('주소(소재지)'), { text: giver.address, span: 3 }],
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
const giftRows = (receipt: Receipt): Row[] => [
  [{ text: '❹ 기부내용', head: 'Column', span: 7, align: 'left' }],
  ['유형·코드', '구분', '연월일', '품명', '수량', '단가(원)', '금액(원)'].map(column),
  ...receipt.lines.map(
    (line): Row => [
      { text: `${TYPE_WORDS[receipt.typeCode] ?? ''}(${receipt.typeCode})`, align: 'center' },
      { text: '현물', align: 'center' },
      { text: receipt.givenOn.replaceAll('-', '.'), align: 'center' },
      { text: KIND_WORDS[line.kind] ?? line.kind },
      { text: figures(line.count), align: 'right' },
      { text: figures(line.unitPrice), align: 'right' },
      { text: figures(line.amount), align: 'right' },
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

/** While lawyers have not confirmed every printed value, the paper says of itself that it proves nothing. */
function markSpecimen(paper: Paper): void {
  const { width, height } = paper.document.page;
  paper.decorateAll((document) => {
    document.rotate(-35, { origin: [width / 2, height / 2] });
    document.font('bold').fontSize(170).fillColor('#b50019').opacity(0.08);
    const left = (width - document.widthOfString(SPECIMEN.mark)) / 2;
    document.text(SPECIMEN.mark, left, height / 2 - 100, { lineBreak: false });
    document.opacity(1);
  });
}

/** Day and signature at the right edge; @returns the y below them */
function sign(paper: Paper, from: number, day: string, who: string): number {
  const { x, width } = paper.frame;
  const y = paper.below(from, 50);
  const look = { align: 'right', size: 10 } as const;
  const line = y + paper.write('P', koreanDay(day), { x, y, width }, look) + 7;
  return line + paper.write('P', who, { x, y: line, width }, look) + 10;
}

function drawHeading(paper: Paper, receipt: Receipt, specimen: boolean): number {
  const { x, y, width } = paper.frame;
  paper.write('P', FORM[receipt.giverKind].reference, { x, y, width }, { size: 8.5 });
  paper.write('H1', TITLE, { x, y: y + 20, width }, { size: 22, bold: true, align: 'center' });
  paper.write('P', `일련번호  ${printNumber(receipt)}`, { x, y: y + 30, width: 150 });
  if (!specimen) return y + 58;
  const look = { size: 9, bold: true, color: '#b50019', align: 'center' } as const;
  paper.write('Note', SPECIMEN.note, { x, y: y + 52, width }, look);
  return y + 70;
}

function drawClosing(paper: Paper, from: number, receipt: Receipt, giver: Giver, city: City): void {
  const { x, width } = paper.frame;
  const { receiptIssuer: issuer, timeZone } = city;
  const day = localDate(receipt.issuedAt, timeZone);
  let y = paper.below(from, 40);
  y += paper.write('P', FORM[receipt.giverKind].request, { x, y, width }, { lineGap: 3 }) + 9;
  y = sign(paper, y, day, `신청인  ${giver.name}  (서명 또는 인)`);
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
  for (const note of NOTES) y += paper.write('P', `※ ${note}`, { x, y, width }, { size: 8 }) + 3;
}

/**
 * The statutory receipt as a tagged PDF; one page, unless names and addresses are very long.
 * @returns the file's bytes, the same for the same receipt and giver
 */
export async function drawReceipt(receipt: Receipt, giver: Giver, city: City): Promise<Uint8Array> {
  const { receiptIssuer: issuer } = city;
  const specimen = issuer.toConfirm.length > 0;
  const paper = openPaper({
    title: `${TITLE} ${printNumber(receipt)}`,
    language: 'ko',
    at: new Date(receipt.issuedAt),
    author: issuer.name.ko ?? '',
    margin: MARGIN,
  });
  const { x } = paper.frame;
  let y = drawHeading(paper, receipt, specimen);
  for (const rows of [giverRows(receipt, giver), issuerRows(city), collectorRows]) {
    y = drawTable(paper, { x, y }, PAIRS, rows);
  }
  y = drawTable(paper, { x, y }, GIFT, giftRows(receipt));
  drawClosing(paper, y + 12, receipt, giver, city);
  if (specimen) markSpecimen(paper);
  return paper.finish();
}

import type { City } from '../kernel/city.ts';
import { openPaper, type Paper } from '../kernel/paper.ts';
import { drawTable, type Row } from '../kernel/paper-table.ts';
import type { Certificate, CertifiedDrive } from './certificate.ts';
import {
  DESTROYED_BY,
  HIDDEN,
  KINDS,
  type Label,
  label,
  NO_DRIVES,
  STATEMENT,
  said,
  TITLE,
  UNKNOWN,
  VERDICTS,
  VERIFIED,
  WORDS,
} from './certificate-words.ts';

/** 17 mm = 48.2 points; four columns of what is between: 595.28 − 2 × 48.2 = 498.9 points. */
const MARGIN = 48.2;
const COLUMNS = [92, 157.5, 92, 157.4] as const;
const LOOK = { size: 9, padding: 3.5 } as const;

type Fact = readonly [name: Label, value: string];
const cells = ([name, value]: Fact, span = 1): Row => [
  { text: label(name), head: 'Row' },
  { text: value, span },
];
/** Two facts a row; one that is left over has a row to itself. */
const pairs = (facts: readonly Fact[]): Row[] =>
  facts.flatMap((fact, i) => {
    if (i % 2 === 1) return [];
    const beside = facts[i + 1];
    return [beside ? [...cells(fact), ...cells(beside)] : cells(fact, 3)];
  });
const section = (text: string): Row => [{ text, head: 'Column', span: 4, align: 'left' }];
const orUnknown = (text: string | undefined): string => text || said(UNKNOWN);

function deviceRows({ device, receivedOn, erasedOn }: Certificate): Row[] {
  const { maker, model } = device.specification ?? {};
  return [
    section(said(WORDS.device)),
    ...pairs([
      [WORDS.assetNumber, device.assetNumber],
      [WORDS.makerModel, orUnknown([maker, model].filter(Boolean).join(' '))],
      [WORDS.received, receivedOn],
      [WORDS.erased, erasedOn],
      [WORDS.kind, said(KINDS[device.deviceKind])],
    ]),
  ];
}

function proofFacts({ proof }: CertifiedDrive): Fact[] {
  if (proof.verdict === 'destroyed') {
    return [
      [WORDS.method, said(DESTROYED_BY[proof.method])],
      [WORDS.witness, proof.witness],
    ];
  }
  return [
    [WORDS.method, orUnknown(proof.method)],
    [WORDS.passes, String(proof.passes)],
    [WORDS.verified, said(proof.verified ? VERIFIED.yes : VERIFIED.byDrive)],
    [WORDS.hiddenArea, said(HIDDEN[proof.hiddenArea])],
  ];
}

const driveRows = (drive: CertifiedDrive, i: number): Row[] => [
  section(`${WORDS.drive[0]} ${i + 1} (${WORDS.drive[1]} ${i + 1})`),
  ...pairs([
    [WORDS.model, orUnknown(drive.model)],
    [WORDS.serial, orUnknown(drive.serial)],
    [WORDS.size, drive.sizeGB ? `${drive.sizeGB.toLocaleString('en-US')} GB` : said(UNKNOWN)],
    [WORDS.verdict, said(VERDICTS[drive.proof.verdict])],
    ...proofFacts(drive),
    [WORDS.operator, drive.operator],
    [WORDS.time, drive.time],
  ]),
];

/** Both languages, the Korean first; @returns the y below them */
function write(paper: Paper, [ko, en]: Label, from: number, size: number): number {
  const { x, width } = paper.frame;
  const y = from + paper.write('P', ko, { x, y: from, width }, { size }) + 2;
  return y + paper.write('P', en, { x, y, width }, { size: size - 1.5, color: '#58616a' }) + 8;
}

function drawClosing(paper: Paper, from: number, certificate: Certificate, city: City): void {
  const { x, width } = paper.frame;
  let y = paper.below(from + 10, 90);
  const line = (text: string, look: { size: number; bold?: boolean; color?: string }) => {
    y += paper.write('P', text, { x, y, width }, { align: 'center', ...look }) + 5;
  };
  line(certificate.erasedOn, { size: 11 });
  line(`${city.repairCentre.ko} (${city.repairCentre.en})`, { size: 14, bold: true });
  line(`${city.programme.ko} (${city.programme.en})`, { size: 10 });
  line(`${city.owner.ko} (${city.owner.en})`, { size: 9, color: '#58616a' });
  line(
    `문의 전화 (Phone) ${city.contact.phone} · ${city.contact.phoneHours.ko} (${city.contact.phoneHours.en})`,
    {
      size: 9,
      color: '#58616a',
    },
  );
}

/**
 * The erasure certificate as a tagged PDF. It names the device and what was done to each drive; neither giver nor
 * recipient, and no office-holder (공직선거법 §112④).
 * @returns the file's bytes, the same for the same device and evidence
 */
export function drawCertificate(certificate: Certificate, city: City): Promise<Uint8Array> {
  const { device, drives, at, operator } = certificate;
  const paper = openPaper({
    city,
    title: `${TITLE[0]} ${device.assetNumber}`,
    language: 'ko',
    at: new Date(at),
    author: city.repairCentre.ko ?? '',
    margin: MARGIN,
  });
  const { x, y: top, width } = paper.frame;
  paper.write('H1', TITLE[0], { x, y: top, width }, { size: 24, bold: true, align: 'center' });
  paper.write('P', TITLE[1], { x, y: top + 32, width }, { size: 11, align: 'center', color: '#58616a' });
  let y = drawTable(paper, { x, y: top + 56 }, COLUMNS, deviceRows(certificate), LOOK) + 12;
  y = write(paper, drives.length > 0 ? STATEMENT : NO_DRIVES, y, 10);
  if (drives.length === 0) y = drawTable(paper, { x, y }, COLUMNS, pairs([[WORDS.operator, operator]]), LOOK);
  for (const [i, drive] of drives.entries()) {
    // A drive's rows stay together on one page: a heading and five rows of two lines.
    y = drawTable(paper, { x, y: paper.below(y, 175) }, COLUMNS, driveRows(drive, i), LOOK) + 8;
  }
  drawClosing(paper, y, certificate, city);
  return paper.finish();
}

import type { Device } from '../devices/domain.ts';
import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import { printReference, referenceOf } from '../kernel/ids.ts';
import { openPaper, type Paper } from '../kernel/paper.ts';
import { drawTable, type Row } from '../kernel/paper-table.ts';
import { HANDOVER } from './contract.ts';
import type { Delivery } from './domain.ts';
import { type HandoverWords, handoverWords } from './handover-words.ts';

/** What the paper is made of; the name is the reader's own. */
export interface Handover {
  readonly delivery: Delivery;
  readonly device: Pick<Device, 'assetNumber' | 'deviceKind' | 'specification' | 'os'>;
  readonly name: string;
  readonly language: string;
  /** How it was signed, after the hand-over. */
  readonly signature?: 'drawn' | 'typed' | 'none';
}

/** 20 mm = 56.7 points; 595.28 − 2 × 56.7 = 481.9 points between. */
const MARGIN = 56.7;
const COLUMNS = [95, 146, 95, 145.8] as const;
const LOOK = { size: 10, padding: 5 } as const;

/** The same day so many months later; of a month that is shorter, its last. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const minuteOf = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));

const section = (text: string): Row => [{ text, head: 'Column', span: 4, align: 'left' }];
const wide = (name: string, text: string, own = false): Row => [
  { text: name, head: 'Row' },
  { text, span: 3, ...(own ? { own } : {}) },
];
const pair = (a: string, one: string, b: string, other: string): Row => [
  { text: a, head: 'Row' },
  { text: one },
  { text: b, head: 'Row' },
  { text: other },
];

function factRows({ delivery, device, name, language }: Handover, city: City, words: HandoverWords): Row[] {
  const { maker, model } = device.specification ?? {};
  const { doneAt, day, slot } = delivery;
  const since = doneAt ? localDate(doneAt, city.timeZone) : day;
  const when = doneAt ? minuteOf(doneAt, city.timeZone) : `${day} ${words.slots[slot]}`;
  const district = city.districts.find(({ code }) => code === delivery.district)?.name;
  const { phone, phoneHours } = city.contact;
  return [
    wide(words.recipient, name, true),
    pair(
      ...[words.reference, printReference(referenceOf(delivery.application))],
      ...[words.district, district?.[language] ?? district?.ko ?? ''],
    ),
    wide(doneAt ? words.doneDay : words.plannedDay, when),
    section(words.device),
    pair(words.assetNumber, device.assetNumber, words.kind, words.kinds[device.deviceKind]),
    pair(
      ...[words.maker, [maker, model].filter(Boolean).join(' ') || words.unknown],
      ...[words.system, device.os ?? words.unknown],
    ),
    wide(words.warranty, words.until(monthsLater(since, city.warrantyMonths), city.warrantyMonths)),
    wide(words.helpline, `${phone} (${phoneHours[language] ?? phoneHours.ko ?? ''})`),
  ];
}

/** Room for a tick before the hand-over; after it, what was ticked. */
function checkRows({ delivery: { handover } }: Handover, words: HandoverWords): Row[] {
  const ticked = (name: (typeof HANDOVER)[number]) =>
    handover ? (handover[name] ? words.yes : words.no) : '';
  return [
    section(words.checks),
    ...HANDOVER.map((name): Row => [{ text: words.items[name], span: 3 }, { text: ticked(name) }]),
  ];
}

/** Two lines to sign on; after the hand-over, how the recipient signed. */
function drawSignatures(
  paper: Paper,
  from: number,
  { signature, name }: Handover,
  words: HandoverWords,
): void {
  const { x, width } = paper.frame;
  let y = paper.below(from + 22, 90);
  for (const [who, own, done] of [
    [words.byRecipient, name, signature ? words.signed[signature] : words.sign],
    [words.byCrew, '', words.sign],
  ] as const) {
    paper.write('P', who, { x, y, width: 100 }, { size: 11 });
    if (own) paper.write('P', own, { x: x + 105, y, width: 180 }, { size: 11, own: true });
    paper.write(
      'P',
      done,
      { x: x + 300, y, width: width - 300 },
      { size: 10, align: 'right', color: '#58616a' },
    );
    paper.decorate((document) => {
      document
        .moveTo(x + 100, y + 18)
        .lineTo(x + width, y + 18)
        .lineWidth(0.5)
        .stroke('#58616a');
    });
    y += 40;
  }
}

/**
 * The hand-over paper as a tagged PDF: the device and how long it is repaired for free, the help line, what is kept and
 * how long, both parties' signatures. In the language of the recipient; it names no office-holder (공직선거법 §112④).
 * @returns the file's bytes, the same for the same delivery
 */
export function drawHandover(handover: Handover, city: City): Promise<Uint8Array> {
  const words = handoverWords(handover.language);
  const { delivery, device } = handover;
  const paper = openPaper({
    city,
    title: `${words.title} ${device.assetNumber}`,
    language: handover.language === 'en' ? 'en' : 'ko',
    at: new Date(delivery.doneAt ?? delivery.stages.BOOKED ?? delivery.since),
    author: city.repairCentre.ko ?? '',
    margin: MARGIN,
  });
  const { x, y: top, width } = paper.frame;
  paper.write('H1', words.title, { x, y: top, width }, { size: 22, bold: true, align: 'center' });
  let y = drawTable(paper, { x, y: top + 46 }, COLUMNS, factRows(handover, city, words), LOOK) + 12;
  y = drawTable(paper, { x, y }, COLUMNS, checkRows(handover, words), LOOK) + 12;
  const { keepSignatureMonths, photos } = city.deliveries;
  const kept = words.keeps(keepSignatureMonths, photos.keepDays);
  y = drawTable(paper, { x, y }, COLUMNS, [wide(words.kept, kept)], LOOK);
  drawSignatures(paper, y, handover, words);
  return paper.finish();
}

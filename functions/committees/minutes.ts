import type { City } from '../kernel/city.ts';
import { openPaper, type Paper } from '../kernel/paper.ts';
import { drawTable, type Row } from '../kernel/paper-table.ts';
import type { AgendaItem, Ballot, Meeting, Member } from './domain.ts';
import * as words from './minutes-words.ts';
import { rulesOf } from './rules.ts';

/** One item as the minutes tell it. */
export interface MinutedItem {
  readonly item: AgendaItem;
  readonly ballots: readonly Ballot[];
  readonly lines: number;
  readonly byDistrict: Readonly<Record<string, number>>;
  /** Printed number of the decision that it would set aside. */
  readonly overrides?: string;
  /** Name of the chair who was heard. */
  readonly heard?: string;
}
export interface Minutes {
  readonly meeting: Meeting;
  /** In office on its day, with their names, by seat. */
  readonly members: readonly (Pick<Member, 'id' | 'seat' | 'chair'> & { readonly name: string })[];
  readonly agenda: readonly MinutedItem[];
  /** When the meeting was closed. */
  readonly at: string;
}

/** 17 mm = 48.2 points; 595.28 − 2 × 48.2 = 498.9 points between. */
const MARGIN = 48.2;
const FACTS = [92, 406.9] as const;
const PEOPLE = [60, 219.4, 110, 109.5] as const;
const LOOK = { size: 9.5, padding: 4 } as const;
const GREY = '#58616a';

const koreanDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}년 ${month}월 ${date}일`;
};
const fact = (name: string, text: string, own = false): Row => [
  { text: name, head: 'Row' },
  { text: text || words.NOBODY, own },
];
const column = (text: string): Row[number] => ({ text, head: 'Column' });

function headRows({ meeting, members }: Minutes, city: City): Row[] {
  const here = members.filter(({ id }) => meeting.present.includes(id));
  const absent = members.length - here.length;
  const presiding = members.find(({ id }) => id === meeting.presiding)?.name ?? '';
  return [
    fact(words.HEADS.when, `${koreanDay(meeting.day)} ${meeting.time}`),
    fact(words.HEADS.where, meeting.place),
    fact(words.HEADS.presiding, presiding, true),
    fact(words.HEADS.members, words.people(members.length)),
    fact(words.HEADS.present, words.people(here.length)),
    fact(words.HEADS.absent, words.people(absent)),
    fact(words.HEADS.rules, rulesOf(city, meeting.committee).source),
  ];
}

const peopleRows = ({ meeting, members }: Minutes): Row[] => [
  [words.HEADS.seat, words.HEADS.name, '', words.HEADS.state].map(column),
  ...members.map(
    ({ id, seat, name, chair }): Row => [
      { text: String(seat), align: 'center' },
      { text: name, own: true },
      { text: chair ? words.CHAIR : '' },
      { text: meeting.present.includes(id) ? words.STATES.present : words.STATES.absent, align: 'center' },
    ],
  ),
];

/** `구로구 3대, 강동구 2대` */
const districtLine = (byDistrict: MinutedItem['byDistrict'], city: City): string =>
  city.districts
    .filter(({ code }) => byDistrict[code])
    .map(({ code, name }) => `${name.ko} ${words.machines(byDistrict[code] ?? 0)}`)
    .join(', ');

function subjectRows({ item, lines, byDistrict, overrides, heard }: MinutedItem, city: City): Row[] {
  const { hearing } = item;
  const committee = hearing && (rulesOf(city, hearing.committee).name.ko ?? '');
  return [
    ...(item.text ? [fact(words.HEADS.text, item.text)] : []),
    ...(overrides ? [fact(words.HEADS.subject, words.overrideLine(overrides))] : []),
    ...(item.plan ? [fact(words.HEADS.plan, `${item.plan} (${words.machines(lines)})`)] : []),
    ...(lines > 0 ? [fact(words.HEADS.districts, districtLine(byDistrict, city))] : []),
    ...(hearing
      ? [
          fact(
            `${words.HEADS.hearing}\n(${words.SOURCE_HEARING})`,
            words.hearingLine(koreanDay(hearing.on), committee ?? '', heard ?? '', hearing.statement),
          ),
        ]
      : []),
    ...(item.papers.length > 0
      ? [fact(words.HEADS.papers, item.papers.map(({ title }) => title).join(', '))]
      : []),
  ];
}

/** Recusals, quorum and votes are there once an item was counted. */
function resultRows({ item, ballots }: MinutedItem, nameOf: (id: string) => string, city: City): Row[] {
  const { result, decision, legalBasis } = item;
  const outcome = [
    words.OUTCOMES[item.status],
    result?.byChair ? words.BY_CHAIR : undefined,
    item.because ? words.DROPPED[item.because] : undefined,
  ];
  const recused =
    result?.recused ?? item.declared.map((member) => ({ member, because: 'DECLARED' as const }));
  const counted = ballots.filter(({ member }) => !recused.some((one) => one.member === member));
  return [
    fact(
      words.HEADS.recused,
      recused.map(({ member, because }) => `${nameOf(member)} ${words.BECAUSE[because]}`).join(', '),
      true,
    ),
    ...(result
      ? [
          fact(
            words.HEADS.quorum,
            words.quorumLine(result.quorum.base, result.quorum.needed, result.quorum.present),
          ),
          fact(words.HEADS.vote, words.voteLine(result.for, result.against, result.abstain)),
          fact(
            words.HEADS.ballots,
            counted.map(({ member, vote }) => `${nameOf(member)} ${words.VOTE_WORDS[vote]}`).join(', '),
            true,
          ),
        ]
      : []),
    fact(words.HEADS.result, outcome.filter(Boolean).join(', ')),
    ...(decision ? [fact(words.HEADS.number, decision)] : []),
    ...(legalBasis
      ? [
          fact(
            words.HEADS.basis,
            city.legalBases.find(({ code }) => code === legalBasis)?.name.ko ?? legalBasis,
          ),
        ]
      : []),
    ...(item.note ? [fact(words.HEADS.note, item.note)] : []),
  ];
}

function drawClosing(paper: Paper, from: number, { meeting, members }: Minutes): void {
  const { x, width } = paper.frame;
  const presiding = members.find(({ id }) => id === meeting.presiding)?.name ?? '';
  let y = paper.below(from + 14, 110);
  const line = (text: string, look: { align: 'center' | 'right'; own?: boolean }) => {
    y += paper.write('P', text, { x, y, width }, { size: 10.5, ...look }) + 10;
  };
  line(words.CLOSING, { align: 'center' });
  line(koreanDay(meeting.day), { align: 'center' });
  line(words.SIGNED.presiding(presiding), { align: 'right', own: true });
  line(words.SIGNED.secretary, { align: 'right' });
}

/**
 * The minutes of a meeting as a tagged PDF: attendance, and for each item whom it concerned, quorum, votes, result and
 * number of the decision. No applicant is named; a plan stands there by its id and its counts.
 * @returns the file's bytes, the same for the same meeting
 */
export function drawMinutes(minutes: Minutes, city: City): Promise<Uint8Array> {
  const { meeting, members, agenda, at } = minutes;
  const committee = rulesOf(city, meeting.committee).name.ko ?? meeting.committee;
  const name = words.meetingName(committee, meeting.year ?? '', meeting.number ?? 0);
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? words.NOBODY;
  const paper = openPaper({
    city,
    title: `${words.TITLE} ${name}`,
    language: 'ko',
    at: new Date(at),
    author: committee,
    margin: MARGIN,
  });
  const { x, y: top, width } = paper.frame;
  let y =
    top + paper.write('H1', words.TITLE, { x, y: top, width }, { size: 22, bold: true, align: 'center' }) + 6;
  y += paper.write('P', name, { x, y, width }, { size: 11, align: 'center', color: GREY }) + 12;
  y = drawTable(paper, { x, y }, FACTS, headRows(minutes, city), LOOK) + 14;
  y += paper.write('H2', words.HEADS.attendance, { x, y, width }, { size: 12, bold: true }) + 6;
  y = drawTable(paper, { x, y }, PEOPLE, peopleRows(minutes), { ...LOOK, heads: 1 }) + 14;
  if (agenda.length === 0) y += paper.write('P', words.NO_ITEMS, { x, y, width }, { size: 10.5 }) + 8;
  for (const one of agenda) {
    const { item } = one;
    // A heading stays with the first rows below it.
    y = paper.below(y, 110);
    const title = `${words.HEADS.subject} ${item.n}. ${item.title ?? words.ABOUT[item.about]}`;
    y += paper.write('H2', title, { x, y, width }, { size: 12, bold: true }) + 6;
    const rows = [...subjectRows(one, city), ...resultRows(one, nameOf, city)];
    y = drawTable(paper, { x, y }, FACTS, rows, LOOK) + 14;
  }
  drawClosing(paper, y, minutes);
  return paper.finish();
}

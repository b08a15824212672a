import { assetNumber, registerListed, unregisterListed } from '../devices/domain.ts';
import { donateList, giftOf } from '../donations/domain.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, eventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { fail, type Pledge, partnerOf } from './domain.ts';
import type { ListFiles } from './files.ts';
import { type Doing, type List, moveList } from './list.ts';
import { markMachines } from './marks.ts';
import { type Progress, type Turn, untilDone } from './parts.ts';
import { lineOf, planImport, type Unit } from './units.ts';

export interface ImportDependencies extends Dependencies {
  readonly files: ListFiles;
}

/**
 * Items written in one transaction, which holds 100: 96 + list + event = 98. 5,000 PCs are 53 of them, their marks
 * some 11 more.
 */
export const PART = 96;

/** The device of a unit: its id follows from list and number, so that writing it again is writing the same. */
export const deviceOf = (list: string, unit: number): string => {
  // The list's ULID without its last three characters, and the number in Crockford's 32 digits: 32,768 units.
  const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const digit = (place: number) => DIGITS.charAt(Math.floor(unit / 32 ** place) % 32);
  return `dev_${list.slice(4, -3)}${digit(2)}${digit(1)}${digit(0)}`;
};

export const numberOf = (prefix: string, list: Pick<List, 'numbers'>, unit: number): string =>
  list.numbers ? assetNumber(prefix, list.numbers.year, list.numbers.first + unit) : '';

/** The numbers of a list's labels, taken once: whoever comes second finds them there. They may have gaps. */
async function reserveNumbers({ table, city, clock }: Dependencies, units: number) {
  const year = localDate(clock.now(), city.timeZone).slice(0, 4);
  const last = await table.increment(keys.assetCounter(year), 'last', units);
  return { year, first: last - units + 1 };
}

/**
 * Decides what is imported and begins: the file becomes known, so that it cannot be imported twice.
 * @throws DomainError LIST_KNOWN naming the list that has it, and what planImport refuses
 */
export async function beginImport(
  deps: ImportDependencies,
  list: List,
  asked: { include: readonly number[]; unknownAs?: Unit['kind'] | undefined },
  doing: Doing,
  intent: Intent,
): Promise<Progress> {
  const { table, files } = deps;
  moveList(list, 'begin', doing);
  const rows = await files.readRows(list.id, list.checked ?? '');
  const { units, items } = planImport(rows, asked.include, asked.unknownAs);
  const known = await table.get<{ list: string }>(keys.listFile(list.partner, list.digest));
  if (known) throw fail('LIST_KNOWN', { list: known.list });
  await files.writeUnits(list.id, units);
  const numbers = await reserveNumbers(deps, units.length);
  const { write, event, to } = moveList(list, 'begin', doing, {
    set: { units: units.length, items, numbers, cursor: 0 },
    facts: { units: units.length, included: asked.include.length },
  });
  const file = { ...keys.listFile(list.partner, list.digest), kind: 'listFile', list: list.id };
  const remember: Write = { put: file, when: { exists: false } };
  return table.commit({
    intent,
    pk: keys.list(list.id).pk,
    event,
    writes: [write, remember],
    answer: { id: list.id, status: to, done: 0, of: units.length },
    refused: (refusedWrite, found) =>
      refusedWrite === remember ? fail('LIST_KNOWN', { list: found?.list }) : undefined,
  });
}

function registered(
  deps: Dependencies,
  list: List,
  pledge: Pledge,
  unit: Unit,
  n: number,
  at: string,
): Write {
  const id = deviceOf(list.id, n);
  const { maker, model, cpu, memoryMB, tag, serial } = unit;
  const known = { maker, model, cpu, memoryMB };
  const specification = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return registerListed({
    id,
    assetNumber: numberOf(deps.city.receiptIssuer.assetPrefix, list, n),
    deviceKind: unit.kind,
    donation: giftOf(list.id),
    giver: pledge.personId,
    origin: {
      ...{ partner: list.partner, pledge: list.pledge, list: list.id, line: lineOf(unit) },
      ...(tag ? { tag } : {}),
      ...(serial ? { serial } : {}),
    },
    ...(Object.keys(specification).length > 0 ? { specification } : {}),
    at,
  });
}

/** What an import writes, in its order: first every device, then the marks, bucket by bucket. */
interface Import {
  readonly units: readonly Unit[];
  readonly marks: readonly Write[];
}
const stepsOf = ({ units, marks }: Import): number => units.length + marks.length;

async function openImport(files: ListFiles, list: string): Promise<Import> {
  const units = await files.readUnits(list);
  return { units, marks: markMachines(units.map(({ marks }, n) => ({ device: deviceOf(list, n), marks }))) };
}

/** The part that comes next, with the list's cursor behind it: whoever is second at the cursor writes nothing. */
function nextPart(deps: Dependencies, list: List, pledge: Pledge, whole: Import, at: string): Turn {
  const { units, marks } = whole;
  const next = Math.min(list.cursor + PART, stepsOf(whole));
  const devices = units
    .slice(list.cursor, next)
    .map((unit, i) => registered(deps, list, pledge, unit, list.cursor + i, at));
  const marked = marks.slice(Math.max(0, list.cursor - units.length), Math.max(0, next - units.length));
  return {
    done: Math.min(next, units.length),
    writes: [
      {
        update: keys.list(list.id),
        change: { set: { cursor: next } },
        when: { equals: { status: 'IMPORTING', cursor: list.cursor } },
      },
      ...devices,
      ...marked,
    ],
  };
}

/** All devices are there: the list is imported, its pledge and its gift know of it, in one transaction. */
function conclude(deps: Dependencies, list: List, pledge: Pledge, doing: Doing) {
  const units = list.units ?? 0;
  const { write, event, to } = moveList(list, 'import', doing, { facts: { registered: units } });
  const by = actedBy(doing.actor);
  const { district, personId, wantsReceipt, partner } = pledge;
  const organisation = partnerOf(deps.city, partner).name;
  const gift = donateList(
    {
      ...{ list: list.id, pledge: pledge.id, partner, personId, district, wantsReceipt },
      organisation: organisation.ko ?? Object.values(organisation)[0] ?? partner,
      items: list.items ?? [],
    },
    { at: doing.at, by },
  );
  const told = eventItem(keys.donation(gift.event.subject).pk, giftIntent(list), gift.event, {});
  return {
    event,
    writes: [
      write,
      { update: keys.pledge(pledge.id), change: { add: { listed: units } }, when: { exists: true } },
      ...gift.writes,
      { put: told as unknown as Key & Record<string, unknown>, when: { exists: false } },
    ] as Write[],
    answer: { id: list.id, status: to, done: units, of: units },
  };
}
/** The gift's first event is the list's doing: its key is the list's, however often the import is concluded. */
const giftIntent = (list: List): Intent => ({ key: list.id.slice(4), digest: '' });

/**
 * Writes devices for as long as one call may, then says how far it is. Anyone may go on, at any time and at the same
 * time: each part is written by whoever finds the cursor in its place.
 */
export const continueImport = (deps: ImportDependencies, id: string, doing: Doing, intent: Intent) => {
  let pledge: Pledge | undefined;
  let whole: Import | undefined;
  return untilDone(deps, id, doing, intent, {
    over: ['IMPORTED', 'SETTLED'],
    async turn(list) {
      // Legality first: what is dropped or was never begun cannot be gone on with.
      moveList(list, 'import', doing);
      pledge ??= await deps.table.get<Pledge>(keys.pledge(list.pledge));
      if (!pledge) throw fail('NOT_FOUND');
      whole ??= await openImport(deps.files, list.id);
      if (list.cursor >= stepsOf(whole)) return { end: conclude(deps, list, pledge, doing) };
      return { part: nextPart(deps, list, pledge, whole, instant(deps.clock)) };
    },
  });
};

/**
 * A list that will not be imported: it goes at once, or, where devices were written, they are taken out again from
 * the last to the first. Marks may stay behind: they lead to no device (marks.ts).
 */
export const dropList = (deps: ImportDependencies, id: string, doing: Doing, intent: Intent) =>
  untilDone(deps, id, doing, intent, {
    over: ['DROPPED'],
    async turn(list) {
      const of = list.units ?? 0;
      if (list.status === 'READ' || list.status === 'CHECKED') {
        const { write, event, to } = moveList(list, 'drop', doing);
        return { end: { event, writes: [write], answer: { id, status: to, done: 0, of: 0 } } };
      }
      if (list.status !== 'DROPPING') {
        const { write, event } = moveList(list, 'undo', doing);
        // The first step is an event of its own: from here on nobody goes on importing.
        const key = `${intent.key}-undo`;
        const told = eventItem(keys.list(id).pk, { ...intent, key }, event, {});
        const put: Write = { put: told as unknown as Key & Record<string, unknown>, when: { exists: false } };
        return { part: { done: of - Math.min(list.cursor, of), writes: [write, put] } };
      }
      if (list.cursor === 0) {
        const { write, event, to } = moveList(list, 'clear', doing);
        const forget: Write = {
          remove: keys.listFile(list.partner, list.digest),
          when: { equals: { list: list.id } },
        };
        return { end: { event, writes: [write, forget], answer: { id, status: to, done: of, of } } };
      }
      // Beyond the devices the cursor counted marks.
      const left = Math.min(list.cursor, of);
      const from = Math.max(0, left - PART);
      const gone = Array.from({ length: left - from }, (_, i) => unregisterListed(deviceOf(id, from + i)));
      const back: Write = {
        update: keys.list(id),
        change: { set: { cursor: from } },
        when: { equals: { status: 'DROPPING', cursor: list.cursor } },
      };
      return { part: { done: of - from, writes: [back, ...gone] } };
    },
  });

import { applyAsHousehold, applyAsOrganisation, certify, confirm } from './applying.ts';
import { GIVERS, HOUSEHOLDS, OPEN_OFFERS, ORGANISATIONS } from './cast.ts';
import { callMeeting, decideInMeeting, type Seats, seatCommittee } from './committee.ts';
import { type Arrived, accept, bring, offer, value } from './giving.ts';
import { book, deliver, depart, execute, propose } from './giving-out.ts';
import {
  announce,
  assignFirst,
  bankExport,
  collectPoints,
  importStatement,
  MONEY,
  payFees,
  type Row,
} from './money.ts';
import { inParallel, type Office, openOffice, type Stage } from './office.ts';
import { assetList, bringGoods, bringList, importList, PLEDGES, pledge } from './partners.ts';
import { type Goal, workOn } from './workshop.ts';

/** The demonstration begins so many days ago and ends today; the local clock is set back by that before the start. */
export const DEMONSTRATION_DAYS = 84;

/** Plans that the subcommittee decides in the course of it, each at a meeting of its own. */
const MEETINGS = 5;
/** Days of the waves; together with the last they make up DEMONSTRATION_DAYS. */
const WAVES = [14, 14, 21, 21, 14] as const;

/** Where the last thirty-odd devices are left, so that every state has someone in it. */
const LEFT: readonly Goal[] = [
  ...Array<Goal>(7).fill('RECEIVED'),
  'ERASING',
  'ERASING',
  'ERASING',
  'ERASE_FAILED',
  'ERASE_FAILED',
  'DRIVE_DESTROYED',
  'ERASED',
  'ERASED',
  'REFURBISHING',
  'REFURBISHING',
  'REFURBISHING',
  'WAITING_PART',
  'WAITING_PART',
  'OS_INSTALLED',
  'OS_INSTALLED',
  'RECYCLED',
  'HARVESTED',
];

class Demonstration {
  readonly office: Office;
  readonly stage: Stage;
  readonly now: () => Date;
  /** Devices that nobody has worked on yet, in the order of their arrival. */
  private readonly shelf: Arrived[] = [];
  private worked = 0;
  private decisions = 0;
  private seats: Seats | undefined;
  /** What lies in the charity account. */
  private balance = 0;
  /** Households that a district officer has confirmed. */
  readonly confirmed: string[] = [];

  constructor(stage: Stage) {
    this.stage = stage;
    this.office = openOffice(stage);
    this.now = () => new Date(Date.now() + stage.clock.offsetMs());
  }

  /** Calendar day, so many days from the demonstration's now, in the city (UTC+9). */
  day(offset = 0): string {
    return new Date(this.now().getTime() + (offset * 24 + 9) * 60 * 60 * 1000).toISOString().slice(0, 10);
  }

  say(text: string): void {
    this.stage.progress?.(text);
  }

  async give(givers: typeof GIVERS, first: number): Promise<void> {
    const devices: Arrived[][] = [];
    await inParallel(givers, async (giver, i) => {
      const { id } = await offer(this.office, giver, first + i);
      devices[i] = await bring(this.office, id, giver, this.day());
      await accept(this.office, id, giver);
    });
    this.shelf.push(...devices.flat());
  }

  async work(goals: readonly Goal[]): Promise<void> {
    const batch = this.shelf.splice(0, goals.length);
    const from = this.worked;
    this.worked += batch.length;
    const at = this.now();
    await inParallel(batch, (device, i) => workOn(this.office, device, from + i, goals[i] ?? 'RECEIVED', at));
  }

  async allot(limit: number): Promise<string[]> {
    const plan = await propose(this.office, limit);
    if (!plan) return [];
    this.seats ??= await seatCommittee(this.office, this.day());
    // The latest decision waits to be published.
    const publish = ++this.decisions < MEETINGS;
    await decideInMeeting(this.office, { plan: plan.id, day: this.day(), seats: this.seats, publish });
    await execute(this.office, plan.id);
    return plan.devices;
  }

  async apply(from: number, to: number): Promise<void> {
    await inParallel(ORGANISATIONS.slice(from, to), async (organisation, i) => {
      const { id } = await applyAsOrganisation(this.office, organisation, from + i);
      await certify(this.office, id);
      await confirm(this.office, id);
    });
  }

  async applyHome(from: number, to: number, confirmed: number): Promise<void> {
    await inParallel(HOUSEHOLDS.slice(from, to), async (household, i) => {
      const { id } = await applyAsHousehold(this.office, household, from + i);
      if (i < confirmed) {
        await confirm(this.office, id);
        this.confirmed.push(id);
      } else if (i === confirmed) {
        const documents = ['STATUS_PROOF', 'RESIDENT_ABSTRACT'];
        await this.office.post('office.seo', `/api/staff/applications/${id}/documents-request`, {
          documents,
        });
      }
    });
  }

  /** What the partners promise; the first brings its goods some weeks later, the second its list in the end. */
  async promise(): Promise<string[]> {
    const ids: string[] = [];
    await inParallel(PLEDGES, async (one, i) => {
      ids[i] = (await pledge(this.office, one, this.day(one.within))).id;
    });
    return ids;
  }

  /** A list of 24: 15 came, one of them broken, 9 come later. */
  async bulk(pledged: string): Promise<void> {
    const list = await bringList(this.office, 'sds.moon', pledged, '사내PC_1차.csv', assetList('SDS', 24));
    await importList(this.office, 'sds.moon', list);
    const lines = Array.from({ length: 14 }, (_, i) => String(i + 2));
    await bringGoods(this.office, list, this.day(1), { lines, rejected: ['16'] });
  }

  /** Gifts of money are announced; all but the last arrive, and others besides, as the bank's export tells it. */
  async raise(
    from: number,
    to: number,
    fileName: string,
    others: readonly Omit<Row, 'day'>[],
  ): Promise<void> {
    const rows: Row[] = [];
    for (const [i, gift] of MONEY.slice(from, to).entries()) {
      const { reference } = await announce(this.office, gift, from + i);
      if (from + i === to - 1) break;
      const who = gift.organisation ?? gift.name;
      // One forgot the reference: it is found by amount and name, and waits for a person.
      const written = from + i === 3 ? who : `${who} ${reference}`;
      rows.push({
        day: this.day(),
        time: `09:1${i}:00`,
        what: '타행이체',
        who: written,
        amount: gift.amount,
      });
    }
    rows.push(...others.map((row) => ({ ...row, day: this.day() })));
    const { text, closing } = bankExport(rows, this.balance);
    await importStatement(this.office, fileName, text);
    this.balance = closing;
  }

  async openOffers(): Promise<void> {
    await inParallel(OPEN_OFFERS, async (giver, i) => {
      const { id } = await offer(this.office, giver, 50 + i);
      const path = `/api/staff/donations/${id}`;
      if (giver.left === 'OFFERED') return;
      if (giver.left === 'DECLINED') {
        await this.office.post('chest.kim', `${path}/refusal`, { reason: 'TOO_OLD' });
        return;
      }
      if (giver.left === 'RECEIVED') {
        await bring(this.office, id, giver, this.day());
        return;
      }
      if (giver.left === 'CHANGE_ASKED' || giver.left === 'EARMARK') {
        const reasons = [giver.earmark?.recipient ? 'RELATIVE' : 'CONSTITUENCY'];
        await this.office.post('chest.kim', `${path}/change-request`, { reasons });
        if (giver.left === 'EARMARK')
          await this.office.post('chest.kim', `${path}/refusal`, { reason: 'EARMARK' });
        return;
      }
      if (giver.left === 'VALUED') {
        // Worth so much that a second person accepts: it waits for chest.moon.
        await bring(this.office, id, giver, this.day());
        await value(this.office, id, giver);
        return;
      }
      await this.office.post('chest.kim', `${path}/screening`, {});
      if (giver.left === 'COLLECTION_BOOKED') {
        await this.office.post('chest.kim', `${path}/collection`, { day: this.day(3), slot: 'afternoon' });
      }
    });
  }
}

const ready = (count: number): Goal[] => Array<Goal>(count).fill('READY');

/**
 * Fills an empty store with a believable programme: some sixty devices, twenty-one applications, ten partners and
 * citizens in every state, spread over the districts and over twelve weeks. Everything is done by the system's own
 * functions, called as people call them.
 */
export async function seedDemonstration(stage: Stage): Promise<void> {
  const play = new Demonstration(stage);
  play.say('기부 접수 · first gifts');
  await play.give(GIVERS.slice(0, 4), 0);
  await play.apply(0, 4);
  await play.office.pass(WAVES[0]);

  const pledged = await play.promise();
  play.say('수리와 첫 전달 · first deliveries');
  await play.work(ready(8));
  await deliver(play.office, await play.allot(6), play.day());
  await play.give(GIVERS.slice(4, 7), 4);
  await play.office.pass(WAVES[1]);

  await play.work(ready(9));
  await play.apply(4, 6);
  await play.applyHome(0, 6, 5);
  await deliver(play.office, await play.allot(7), play.day());
  await play.raise(0, 5, '우리은행_거래내역_1.csv', [
    { time: '13:02:11', what: '인터넷뱅킹', who: '고마운이웃', amount: 30_000 },
  ]);
  await play.office.pass(WAVES[2]);

  play.say('더 많은 이웃에게 · more homes');
  await play.give(GIVERS.slice(7), 7);
  await play.work(ready(6));
  await deliver(play.office, await play.allot(5), play.day());
  await play.office.pass(WAVES[3]);

  await play.apply(6, 8);
  await play.applyHome(6, 13, 4);
  await play.work(ready(4));
  await deliver(play.office, await play.allot(4), play.day());
  await play.office.pass(WAVES[4]);

  play.say('오늘의 일거리 · today');
  await play.work([...ready(6), ...LEFT]);
  const [out, booked] = await play.allot(4);
  const today = play.day();
  if (out) await depart(play.office, (await book(play.office, out, today)).id);
  if (booked) await book(play.office, booked, play.day(2));
  const waiting = await propose(play.office, 2);
  if (waiting) await callMeeting(play.office, waiting.id, play.day(3));
  await play.openOffers();
  play.say('성금과 포인트 · money and points');
  await play.raise(5, 8, '우리은행_거래내역_2.csv', [
    { time: '15:40:27', what: 'CD이체', who: '이름없이', amount: 230_000 },
    { time: '16:05:03', what: '카드대금', who: '메모리구입 대금', amount: -180_000 },
  ]);
  await assignFirst(play.office);
  await payFees(play.office, play.confirmed.slice(0, 5), play.day().slice(0, 7));
  await collectPoints(play.office, play.day(-3));
  play.say('후원 기업 · partners');
  await Promise.all([
    play.bulk(pledged[0] ?? ''),
    bringList(play.office, 'lgcns.baek', pledged[1] ?? '', '교체대상_노트북.csv', assetList('LGC', 12)),
  ]);
}

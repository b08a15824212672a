import type { StaffActor } from '../kernel/actor.ts';
import type { City } from '../kernel/city.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { EventItem } from '../kernel/events.ts';
import { shownRegistration } from '../kernel/registration-sealing.ts';
import { today } from './amend.ts';
import type { donationsContract } from './contract.ts';
import { type Donation, mayRegister, movesFor } from './domain.ts';
import { earmarkFindings } from './earmark.ts';
import { listDonations, readDonation, readHistory } from './repository.ts';
import { mayAccept, needsSecondPerson } from './valuation.ts';

type Reads = Pick<Handlers<typeof donationsContract>, 'listDonations' | 'readDonation'>;

const lineOf = ({ id, reference, status, district, giverKind, items, stages, since }: Donation) => ({
  id,
  reference,
  status,
  district,
  giverKind,
  items: [...items],
  offeredAt: stages.OFFERED ?? since,
  since,
});

const historyLine = ({ at, type, by, from, to, facts }: EventItem) => ({
  at,
  type,
  by,
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(facts ? { facts } : {}),
});

const wholeOf = (
  donation: Donation,
  history: readonly EventItem[],
  actor: StaffActor,
  city: City,
  day: string,
) => ({
  ...lineOf(donation),
  personId: donation.personId,
  ...(donation.organisation ? { organisation: donation.organisation } : {}),
  wantsReceipt: donation.wantsReceipt,
  ...shownRegistration(donation),
  ...(donation.anonymous ? { anonymous: donation.anonymous } : {}),
  preferredDays: [...donation.preferredDays],
  stages: donation.stages,
  ...(donation.collection ? { collection: donation.collection } : {}),
  ...(donation.received ? { received: [...donation.received] } : {}),
  devices: [...(donation.devices ?? [])],
  ...(donation.valuation
    ? {
        valuation: {
          ...donation.valuation,
          lines: [...donation.valuation.lines],
          evidence: [...donation.valuation.evidence],
          secondPerson: needsSecondPerson(city, donation.valuation),
        },
      }
    : {}),
  ...(donation.earmark ? { earmark: donation.earmark } : {}),
  findings: earmarkFindings(donation, city, day),
  ...(donation.changeAsked
    ? { changeAsked: { ...donation.changeAsked, reasons: [...donation.changeAsked.reasons] } }
    : {}),
  ...(donation.receipt ? { receipt: donation.receipt } : {}),
  ...(donation.voided ? { voided: donation.voided } : {}),
  ...(donation.declinedBecause ? { declinedBecause: donation.declinedBecause } : {}),
  ...(donation.notes ? { notes: donation.notes } : {}),
  mayRegister: mayRegister(donation),
  moves: movesFor(donation, actor).filter((move) => move !== 'accept' || mayAccept(city, donation, actor.id)),
  history: history.map(historyLine),
});

/** What the office reads. */
export const readHandlers = (deps: Dependencies): Reads => ({
  async listDonations({ query }) {
    const page = await listDonations(deps, query.status, query);
    return { items: page.items.map(lineOf), ...(page.cursor ? { cursor: page.cursor } : {}) };
  },
  async readDonation({ params, actor }) {
    const donation = await readDonation(deps.table, params.id);
    return wholeOf(donation, await readHistory(deps.table, donation), actor, deps.city, today(deps));
  },
});

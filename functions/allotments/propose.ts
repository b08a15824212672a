import { type Application, countComputers, stillWanted } from '../applications/domain.ts';
import { type Device, moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Allotment, allotmentQueue, counted, type PlanLine, writeLine } from './domain.ts';
import { fail, lostTo } from './fail.ts';
import { handLine, judged } from './line.ts';
import { type Circumstances, forbidden, type LegalBasis } from './plan/rules.ts';
import type { AllotmentsRepository } from './repository.ts';

interface Proposed {
  readonly device: string;
  readonly application: string;
  readonly why: string;
}
const at = (i: number, name: string, code: string) => [{ path: `lines.${i}.${name}`, code }];

/** Checks every line against what is there now, so that the refusal can name the line. */
function checked(
  lines: readonly Proposed[],
  devices: Map<string, Device>,
  applications: Map<string, Application>,
  circumstances: Circumstances & { readonly city: Dependencies['city']; readonly now: string },
) {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  return lines.map(({ device: deviceId, application: applicationId, why }, i): PlanLine => {
    const device = devices.get(deviceId);
    const application = applications.get(applicationId);
    if (!device) throw fail('DEVICE_UNKNOWN', {}, at(i, 'device', 'DEVICE_UNKNOWN'));
    if (!application) throw fail('APPLICATION_UNKNOWN', {}, at(i, 'application', 'APPLICATION_UNKNOWN'));
    if (taken.has(deviceId)) throw fail('LINE_TWICE', {}, at(i, 'device', 'LINE_TWICE'));
    taken.add(deviceId);
    if (device.status !== 'READY') throw fail('DEVICE_TAKEN', { device: deviceId, status: device.status });
    const count = counts.get(applicationId) ?? 0;
    counts.set(applicationId, count + 1);
    if (application.status !== 'QUEUED' || stillWanted(application) <= count)
      throw fail('APPLICATION_NOT_WAITING', { application: applicationId, status: application.status });
    const before = application.reserved + application.allotted + count;
    const line = judged(circumstances.city, device, application, before, circumstances);
    mustBeLawful(line, at(i, 'application', ''));
    return handLine(i + 1, device, application, { ...line, why });
  });
}

/** People may set a rule aside with a reason; not what no law allows, nor a body whose certificate has ended. */
export function mustBeLawful(
  { against }: Pick<PlanLine, 'against'>,
  errors: readonly { readonly path: string }[] = [],
): void {
  const code = forbidden(against) as 'BASIS_NOT_ALLOWED' | 'ORGANISATION_NOT_CERTIFIED' | undefined;
  if (code)
    throw fail(
      code,
      {},
      errors.map(({ path }) => ({ path, code })),
    );
}

/** The counts of a plan, from its lines that stand. */
export function countsOf(lines: readonly Pick<PlanLine, 'district' | 'category' | 'organisation'>[]) {
  const none: Pick<Allotment, 'lines' | 'byDistrict' | 'byCategory'> = {
    lines: 0,
    byDistrict: {},
    byCategory: {},
  };
  return {
    ...lines.reduce((sums, line) => counted(sums, line, 1), none),
    organisations: [...new Set(lines.flatMap(({ organisation }) => organisation ?? []))].sort(),
  };
}

/** Proposes a plan by hand. Its devices become RESERVED and its applications' counts rise, all in one transaction. */
export async function propose(
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: { intent: Intent; actor: StaffActor; lines: readonly Proposed[]; legalBasis: LegalBasis },
) {
  const { intent, actor, legalBasis } = request;
  const id = newId('allotment', intent.key);
  return repository.once(id, intent, async () => {
    const [devices, applications] = await Promise.all([
      repository.devices(request.lines.map(({ device }) => device)),
      repository.applications(request.lines.map(({ application }) => application)),
    ]);
    const now = instant(deps.clock);
    const day = localDate(deps.clock.now(), deps.city.timeZone);
    const certified = await repository.certified(
      [...applications.values()].map(({ organisationId }) => organisationId),
      day,
    );
    const circumstances = { city: deps.city, day, basis: legalBasis, certified, now };
    const lines = checked(request.lines, devices, applications, circumstances);
    const { owner, scope } = allotmentQueue('PROPOSED');
    const plan = {
      ...keys.allotment(id),
      kind: 'allotment',
      id,
      status: 'PROPOSED',
      version: 1,
      origin: 'hand',
      lineCount: lines.length,
      ...countsOf(lines),
      legalBasis,
      attempt: 1,
      proposedAt: now,
      proposedBy: actor.id,
      stages: { PROPOSED: now },
      since: now,
      q: queue(owner, ...scope),
      qs: `${now}#${id}`,
    };
    const reserved: Write[] = [...devices.values()].map(
      (d) => moveDevice(d, 'reserve', now, { allotment: id }).write,
    );
    const counts: Write[] = [...applications.values()].map((application) => {
      const count = lines.filter((line) => line.application === application.id).length;
      return countComputers(application, 'reserve', now, count).write;
    });
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.propose',
        subject: id,
        to: 'PROPOSED',
        at: now,
        by: actedBy(actor),
        facts: {
          lines: lines.length,
          devices: lines.map(({ device }) => device),
          applications: [...applications.keys()],
        },
      },
      writes: [
        { put: plan, when: { exists: false } },
        ...lines.map((line) => ({ put: writeLine(id, line), when: { exists: false } })),
        ...reserved,
        ...counts,
      ],
      answer: { id, status: 'PROPOSED' as const },
      refused: (_write, found) => lostTo(found),
    });
  });
}

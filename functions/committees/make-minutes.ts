import { createHash } from 'node:crypto';
import * as z from 'zod';
import { logBlocked } from '../kernel/blocked-paper.ts';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { idOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Objects } from '../kernel/objects.ts';
import { districtsOf } from './decision.ts';
import type { AgendaItem } from './domain.ts';
import { fail } from './fail.ts';
import { openWords } from './members.ts';
import { drawMinutes, type MinutedItem } from './minutes.ts';
import { minutesKey } from './minutes-file.ts';
import { type CommitteesRepository, committeesRepository } from './repository.ts';
import { inOffice } from './terms.ts';

const MinutesRequest = z.object({ meeting: idOf('meeting') });
export type MinutesDependencies = Pick<Dependencies, 'table' | 'city' | 'clock' | 'vault'> & {
  readonly documents: Pick<Objects, 'put'>;
};

async function minuted(
  deps: MinutesDependencies,
  repository: CommitteesRepository,
  item: AgendaItem,
): Promise<MinutedItem> {
  const { meeting, n, overrides, hearing } = item;
  const [ballots, plan, overridden, chairs] = await Promise.all([
    repository.ballots(meeting, n),
    item.plan ? repository.plan(item.plan) : undefined,
    overrides ? repository.decision(overrides.committee, overrides.year, overrides.n) : undefined,
    hearing ? repository.members(hearing.committee) : [],
  ]);
  const chair = chairs.find(({ id }) => id === hearing?.member);
  return {
    ...{ item, ballots, lines: plan?.lines ?? 0, byDistrict: districtsOf(plan) },
    ...(overridden ? { overrides: overridden.number } : {}),
    ...(chair ? { heard: (await openWords(deps.vault, chair)).name } : {}),
  };
}

/**
 * Draws the minutes of a meeting that is closed, stores them, and notes that they are there. Asked twice, the second
 * writes the same file.
 */
export async function makeMinutes(deps: MinutesDependencies, request: unknown): Promise<void> {
  const { meeting: id } = MinutesRequest.parse(request);
  const repository = committeesRepository(deps.table);
  const meeting = await repository.meeting(id);
  if (meeting.status !== 'CLOSED') throw fail('MINUTES_NOT_READY');
  const [all, items] = await Promise.all([repository.members(meeting.committee), repository.agenda(id)]);
  const members = await Promise.all(
    inOffice(all, meeting.day)
      .sort((a, b) => a.seat - b.seat)
      .map(async (member) => ({
        ...{ id: member.id, seat: member.seat, chair: member.chair },
        name: (await openWords(deps.vault, member)).name,
      })),
  );
  const agenda = await Promise.all(items.map((item) => minuted(deps, repository, item)));
  const at = meeting.stages.CLOSED ?? meeting.since;
  const file = await logBlocked({ paper: minutesKey(id), meeting: id }, () =>
    drawMinutes({ meeting, members, agenda, at }, deps.city),
  );
  await deps.documents.put(minutesKey(id), file, { type: 'application/pdf' });
  const sha256 = createHash('sha256').update(file).digest('hex');
  await deps.table.append({ ...keys.minutes(id), kind: 'minutes', at: instant(deps.clock), sha256 });
  log(LOG.PAPER_RENDERED, { paper: minutesKey(id), meeting: id });
}

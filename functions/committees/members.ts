import type * as z from 'zod';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import type { AmendBody, AppointBody, CommitteeCode } from './contract.ts';
import type { Member, MemberWords } from './domain.ts';
import { fail } from './fail.ts';
import type { CommitteesRepository, Roster } from './repository.ts';
import { rulesOf } from './rules.ts';
import { freeSeat, mustBeOnlyOne } from './terms.ts';

interface Request<B> {
  readonly code: CommitteeCode;
  readonly intent: Intent;
  readonly actor: StaffActor;
  readonly body: B;
}
type Deps = Pick<Dependencies, 'city' | 'clock' | 'vault'>;

const contextOf = (id: string) => ({ member: id });
export const openWords = (vault: Dependencies['vault'], member: Pick<Member, 'id' | 'sealed'>) =>
  vault.open<MemberWords>(contextOf(member.id), member.sealed);

/** Two who change the members of one committee at once: the second decides anew on what the first has left. */
const nextRoster = (code: CommitteeCode, roster: Roster | undefined): Write => ({
  update: keys.committeeRoster(code),
  change: { set: { kind: 'committee-roster', version: (roster?.version ?? 0) + 1 } },
  when: roster ? { equals: { version: roster.version } } : { exists: false },
});

const wordsOf = ({ name, about }: { name: string; about?: string | undefined }): MemberWords => ({
  name,
  ...(about ? { about } : {}),
});

export async function appoint(
  deps: Deps,
  repository: CommitteesRepository,
  { code, intent, actor, body }: Request<z.output<typeof AppointBody>>,
) {
  const id = newId('member', intent.key);
  const { pk } = keys.committeeRoster(code);
  const { chair, from, until, account, interests } = body;
  mustNameNoOfficeHolder(deps.city, { about: body.about });
  return repository.once(pk, intent, async () => {
    const [members, roster] = await Promise.all([repository.members(code), repository.roster(code)]);
    const seat = freeSeat(rulesOf(deps.city, code), members, { from, until });
    mustBeOnlyOne(members, { chair, from, until, account });
    const sealed = await deps.vault.seal(contextOf(id), wordsOf(body));
    const member = { kind: 'committee-member', id, committee: code, seat, chair, from, until } as const;
    return repository.commit({
      intent,
      pk,
      event: {
        type: 'committee.appoint',
        subject: id,
        at: instant(deps.clock),
        by: actedBy(actor),
        facts: { committee: code, seat, from, until, chair, organisations: interests },
      },
      writes: [
        nextRoster(code, roster),
        {
          put: {
            ...keys.committeeMember(code, id),
            ...member,
            interests,
            sealed,
            ...(account ? { account } : {}),
          },
          when: { exists: false },
        },
      ],
      answer: { id, seat },
    });
  });
}

async function changeMember<B>(
  deps: Deps,
  repository: CommitteesRepository,
  request: Request<B> & { readonly id: string },
  change: (
    member: Member,
    members: readonly Member[],
  ) => Promise<{
    set: Partial<Member>;
    remove?: string[];
    type: string;
    facts: Record<string, string | boolean | readonly string[]>;
  }>,
) {
  const { code, id, intent, actor } = request;
  const { pk } = keys.committeeRoster(code);
  return repository.once(pk, intent, async () => {
    const [members, roster] = await Promise.all([repository.members(code), repository.roster(code)]);
    const member = members.find((one) => one.id === id);
    if (!member) throw fail('NOT_FOUND');
    const { set, remove = [], type, facts } = await change(member, members);
    return repository.commit({
      intent,
      pk,
      event: {
        type,
        subject: id,
        at: instant(deps.clock),
        by: actedBy(actor),
        facts: { committee: code, ...facts },
      },
      writes: [
        nextRoster(code, roster),
        {
          update: keys.committeeMember(code, id),
          change: { set: { ...set }, ...(remove.length > 0 ? { remove } : {}) },
          when: { exists: true },
        },
      ],
      answer: { id },
    });
  });
}

export const amend = (
  deps: Deps,
  repository: CommitteesRepository,
  request: Request<z.output<typeof AmendBody>> & { readonly id: string },
) =>
  changeMember(deps, repository, request, async (member, members) => {
    const { chair, account, interests } = request.body;
    mustNameNoOfficeHolder(deps.city, { about: request.body.about });
    const { from, until, id } = member;
    mustBeOnlyOne(members, { id, from, until, chair, account });
    const sealed = await deps.vault.seal(contextOf(id), wordsOf(request.body));
    return {
      set: { chair, interests, sealed, ...(account ? { account } : {}) },
      remove: account ? [] : ['account'],
      type: 'committee.amend',
      facts: { chair, organisations: interests },
    };
  });

/** Ends a term on a day before its last; what was decided until then stays as it is. */
export const endTerm = (
  deps: Deps,
  repository: CommitteesRepository,
  request: Request<{ until: string; reason: string }> & { readonly id: string },
) =>
  changeMember(deps, repository, request, async ({ from, until }) => {
    const { until: end, reason } = request.body;
    if (end >= until) throw fail('TERM_OVER', { until }, [{ path: 'until', code: 'TERM_OVER' }]);
    if (end < from) throw fail('TERM_BACKWARDS', {}, [{ path: 'until', code: 'TERM_BACKWARDS' }]);
    return { set: { until: end }, type: 'committee.endTerm', facts: { until: end, reason } };
  });

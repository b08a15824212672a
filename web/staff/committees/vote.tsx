import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { client, may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Loaded } from './item.tsx';
import { memberName } from './result.tsx';

type Vote = AnswerOf<'readItem'>['votes'][number]['vote'];
const VOTES: readonly Vote[] = ['FOR', 'AGAINST', 'ABSTAIN'];

/** A member's own vote, once; the secretary records what a member who is present has said. */
export function CastVote({ meeting, item }: Loaded): VNode {
  const { id, own, members } = meeting;
  const { n, votes, recusals } = item;
  const forOther = own === undefined && may('startVote');
  const open = members.filter(
    (one) =>
      one.present &&
      !votes.some(({ member }) => member === one.id) &&
      !recusals.some(({ member }) => member === one.id),
  );
  return (
    <Deed
      name="vote"
      title={nameOf('committees.itemMoves', forOther ? 'voteFor' : 'vote')}
      lead={t(forOther ? 'committees.vote.leadFor' : 'committees.vote.lead')}
      submit={t(forOther ? 'committees.vote.submitFor' : 'committees.vote.submit')}
      initial={{ member: '', vote: '' as Vote | '' }}
      fieldOf={{ VOTED_ALREADY: 'member', NOT_PRESENT: 'member', RECUSED: 'member' }}
      send={async ({ member, vote }, intent) => {
        if (vote === '') throw new Error('the form is checked before it is sent');
        const body = { vote, ...(forOther ? { member } : {}) };
        await client.write('vote', { params: { id, n }, body }, intent);
        return forOther
          ? t('committees.vote.doneFor', { name: memberName(meeting, member) })
          : t('committees.vote.done', { vote: nameOf('committees.votes', vote) });
      }}
    >
      {(form) => (
        <>
          {forOther && (
            <SelectField
              form={form}
              name="member"
              label={t('committees.vote.member')}
              choices={open.map((one) => ({ value: one.id, label: one.name }))}
              required
            />
          )}
          <ChoiceField
            form={form}
            name="vote"
            row
            label={t('committees.vote.vote')}
            choices={VOTES.map((value) => ({ value, label: nameOf('committees.votes', value) }))}
            required
          />
        </>
      )}
    </Deed>
  );
}

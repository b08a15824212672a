import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Donation } from './donation.tsx';

const REASONS = ['TOO_OLD', 'NOT_A_COMPUTER', 'NOT_REACHABLE', 'OUTSIDE_CITY', 'EARMARK', 'OTHER'] as const;

/** The offer cannot be taken; the giver is told why. */
export function Decline({ donation: { id, earmark, changeAsked } }: { donation: Donation }): VNode {
  return (
    <Deed
      name="decline"
      title={t('staff.donations.moves.decline')}
      lead={t('staff.donations.decline.lead')}
      submit={t('staff.donations.decline.submit')}
      tone="danger"
      initial={{ reason: '' as '' | (typeof REASONS)[number], note: '' }}
      send={async ({ reason, note }, intent) => {
        if (reason === '') throw new Error('the form is checked before it is sent');
        await client.write(
          'declineDonation',
          { params: { id }, body: { reason, ...optionalText({ note }) } },
          intent,
        );
        return t('staff.donations.decline.done');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="reason"
            label={t('staff.labels.reason')}
            required
            // The giver is asked for another wish first (사회복지공동모금회법 §27).
            choices={REASONS.filter((value) => value !== 'EARMARK' || (earmark && changeAsked)).map(
              (value) => ({
                value,
                label: nameOf('staff.donations.declineReasons', value),
              }),
            )}
          />
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.hints.inside')}
            max={500}
          />
        </>
      )}
    </Deed>
  );
}

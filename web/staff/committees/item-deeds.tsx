import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, DayField, NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { basisText, type Item } from './names.ts';

interface At {
  readonly id: string;
  readonly n: number;
}
const DROP_REASONS = ['PLAN_WITHDRAWN', 'PLAN_CHANGED', 'NOT_NEEDED', 'ENTERED_WRONGLY'] as const;
type LegalBasis = NonNullable<Item['legalBasis']>;

export function StartVote({ id, n }: At): VNode {
  return (
    <Deed
      name="startVote"
      title={nameOf('committees.itemMoves', 'startVote')}
      lead={t('committees.start.lead')}
      submit={t('committees.start.submit')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('startVote', { params: { id, n }, body: {} }, intent);
        return t('committees.start.done');
      }}
    />
  );
}

/** Counts and decides; a plan rests on a law (공직선거법 §112). */
export function Close({ id, n, item }: At & { item: Item }): VNode {
  return (
    <Deed
      name="close"
      title={nameOf('committees.itemMoves', 'close')}
      lead={
        <>
          <p>{t('committees.decide.lead')}</p>
          {item.result && item.result.missing.length === 0 && (
            <p>
              <strong>{t(`committees.nowIt.${item.result.outcome}`)}</strong>
            </p>
          )}
        </>
      }
      submit={t('committees.decide.submit')}
      initial={{ legalBasis: 'CHEST' as LegalBasis, note: '' }}
      fieldOf={{ LEGAL_BASIS_NEEDED: 'legalBasis', BASIS_NOT_ALLOWED: 'legalBasis' }}
      send={async ({ legalBasis, note }, intent) => {
        const body = { ...(item.kind === 'PLAN' ? { legalBasis } : {}), ...optionalText({ note }) };
        const { decision, status } = await client.write('closeItem', { params: { id, n }, body }, intent);
        return nameOf('committees.decide.done', status, { number: decision });
      }}
    >
      {(form) => (
        <>
          {item.kind === 'PLAN' && (
            <SelectField
              form={form}
              name="legalBasis"
              label={t('committees.decide.legalBasis')}
              hint={t('committees.decide.legalHint')}
              required
              choices={city.legalBases.map(({ code }) => ({ value: code, label: basisText(code) }))}
            />
          )}
          <NoteField form={form} name="note" label={t('committees.decide.note')} max={500} />
        </>
      )}
    </Deed>
  );
}

export function Defer({ id, n }: At): VNode {
  return (
    <Deed
      name="defer"
      title={nameOf('committees.itemMoves', 'defer')}
      lead={t('committees.defer.lead')}
      submit={t('committees.defer.submit')}
      initial={{ note: '' }}
      send={async ({ note }, intent) => {
        await client.write('deferItem', { params: { id, n }, body: optionalText({ note }) }, intent);
        return t('committees.defer.done');
      }}
    >
      {(form) => <NoteField form={form} name="note" label={t('committees.decide.note')} max={300} />}
    </Deed>
  );
}

export function Drop({ id, n, item }: At & { item: Item }): VNode {
  const reasons = DROP_REASONS.filter((reason) => item.kind === 'PLAN' || !reason.startsWith('PLAN'));
  return (
    <Deed
      name="drop"
      title={nameOf('committees.itemMoves', 'drop')}
      lead={t('committees.drop.lead')}
      submit={t('committees.drop.submit')}
      tone="danger"
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        const body = { reason: reason as (typeof DROP_REASONS)[number] };
        await client.write('dropItem', { params: { id, n }, body }, intent);
        return t('committees.drop.done');
      }}
    >
      {(form) => (
        <ChoiceField
          form={form}
          name="reason"
          label={t('committees.drop.reason')}
          choices={reasons.map((value) => ({ value, label: nameOf('committees.dropReasons', value) }))}
          required
        />
      )}
    </Deed>
  );
}

/** What the chair of the committee that would be overridden said (사회복지공동모금회법 §13⑤). */
export function Hear({ id, n }: At): VNode {
  return (
    <Deed
      name="hear"
      title={nameOf('committees.itemMoves', 'hear')}
      lead={t('committees.hear.lead')}
      submit={t('committees.hear.submit')}
      initial={{ on: dayOf(), statement: '' }}
      fieldOf={{ HEARING_IN_FUTURE: 'on', CHAIR_UNKNOWN: 'on' }}
      send={async (body, intent) => {
        await client.write('recordHearing', { params: { id, n }, body }, intent);
        return t('committees.hear.done');
      }}
    >
      {(form) => (
        <>
          <DayField form={form} name="on" label={t('committees.hear.on')} max={dayOf()} required />
          <NoteField
            form={form}
            name="statement"
            label={t('committees.hear.statement')}
            max={2000}
            required
          />
        </>
      )}
    </Deed>
  );
}

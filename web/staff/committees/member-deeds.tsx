import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, DayField, ManyField, NoteField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import type { Member } from './members.tsx';
import type { Code } from './names.ts';

type Typed = {
  readonly memberName: string;
  readonly chair: readonly string[];
  readonly account: string;
  readonly interests: string;
  readonly about: string;
};
const END_REASONS = ['RESIGNED', 'REPLACED', 'DIED', 'OTHER'] as const;
const FIELDS = {
  SEATS_TAKEN: 'from',
  TERM_TOO_LONG: 'until',
  TERM_BACKWARDS: 'until',
  CHAIR_TAKEN: 'chair',
  MEMBER_TWICE: 'account',
} as const;

const idsIn = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))];
const wrongIds = ({ interests }: Pick<Typed, 'interests'>): { path: string; code: string }[] =>
  idsIn(interests).every((id) => /^org_[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))
    ? []
    : [{ path: 'interests', code: 'INVALID' }];
const sentMember = ({ memberName, chair, account, interests, about }: Typed) => ({
  name: memberName.trim(),
  chair: chair.length > 0,
  interests: idsIn(interests),
  ...optionalText({ account, about }),
});

/** What is the same for one who is appointed and one who is corrected. */
function MemberFields<V extends Typed>({ form }: { form: Form<V> }): VNode {
  const member = form as unknown as Form<Typed>;
  return (
    <>
      <TextField
        form={member}
        name="memberName"
        label={t('committees.appoint.name')}
        width={14}
        max={60}
        required
      />
      <ManyField
        form={member}
        name="chair"
        label={t('committees.appoint.chair')}
        choices={[{ value: 'yes', label: t('committees.appoint.isChair') }]}
      />
      <TextField
        form={member}
        name="account"
        label={t('committees.appoint.account')}
        hint={t('committees.appoint.accountHint')}
        width={24}
        max={64}
      />
      <NoteField
        form={member}
        name="interests"
        label={t('committees.appoint.interests')}
        hint={t('committees.appoint.interestsHint')}
        max={1600}
      />
      <NoteField form={member} name="about" label={t('committees.appoint.about')} max={300} />
    </>
  );
}

export function Appoint({ code, termYears }: { code: Code; termYears: number }): VNode {
  return (
    <Deed
      name="appoint"
      title={t('committees.appoint.title')}
      lead={t('committees.appoint.lead')}
      submit={t('committees.appoint.submit')}
      initial={{
        ...{ memberName: '', chair: [] as readonly string[], account: '', interests: '', about: '' },
        ...{ from: dayOf(), until: '' },
      }}
      fieldOf={FIELDS}
      check={wrongIds}
      send={async ({ from, until, ...typed }, intent) => {
        const body = { ...sentMember(typed), from, until };
        await client.write('appointMember', { params: { code }, body }, intent);
        return t('committees.appoint.done', { name: body.name });
      }}
    >
      {(form) => (
        <>
          <MemberFields form={form} />
          <DayField form={form} name="from" label={t('committees.appoint.from')} required />
          <DayField
            form={form}
            name="until"
            label={t('committees.appoint.until')}
            hint={t('committees.appoint.untilHint', { years: termYears })}
            required
          />
        </>
      )}
    </Deed>
  );
}

export function Amend({ code, member }: { code: Code; member: Member }): VNode {
  const { id, name, chair, account = '', interests = [], about = '' } = member;
  return (
    <Deed<Typed>
      name="amend"
      title={t('committees.amend.title')}
      submit={t('committees.amend.submit')}
      initial={{
        memberName: name,
        chair: chair ? ['yes'] : [],
        account,
        interests: interests.join('\n'),
        about,
      }}
      fieldOf={{ CHAIR_TAKEN: 'chair', MEMBER_TWICE: 'account' }}
      check={wrongIds}
      unkept
      send={async (typed, intent) => {
        await client.write('amendMember', { params: { code, id }, body: sentMember(typed) }, intent);
        return t('committees.amend.done');
      }}
    >
      {(form) => <MemberFields form={form} />}
    </Deed>
  );
}

export function EndTerm({ code, member }: { code: Code; member: Member }): VNode {
  return (
    <Deed
      name="endTerm"
      title={t('committees.end.title')}
      lead={t('committees.end.lead', { name: member.name })}
      submit={t('committees.end.submit')}
      tone="danger"
      initial={{ until: dayOf(), reason: '' }}
      fieldOf={{ TERM_OVER: 'until', TERM_BACKWARDS: 'until' }}
      unkept
      send={async ({ until, reason }, intent) => {
        const body = { until, reason: reason as (typeof END_REASONS)[number] };
        await client.write('endTerm', { params: { code, id: member.id }, body }, intent);
        return t('committees.end.done');
      }}
    >
      {(form) => (
        <>
          <DayField form={form} name="until" label={t('committees.end.until')} required />
          <ChoiceField
            form={form}
            name="reason"
            label={t('committees.end.reason')}
            choices={END_REASONS.map((value) => ({ value, label: nameOf('committees.endReasons', value) }))}
            required
          />
        </>
      )}
    </Deed>
  );
}

import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ManyField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import type { Meeting } from './names.ts';

type Attendance = { readonly present: readonly string[]; readonly presiding: string };
const wrongAttendance = ({ present, presiding }: Attendance): { path: string; code: string }[] => [
  ...(present.length === 0 ? [{ path: 'present', code: 'REQUIRED' }] : []),
  ...(presiding && !present.includes(presiding)
    ? [{ path: 'presiding', code: 'PRESIDING_NOT_PRESENT' }]
    : []),
];
const FIELDS = { MEMBER_UNKNOWN: 'present', PRESIDING_NOT_PRESENT: 'presiding' } as const;

function AttendanceFields({ form, meeting }: { form: Form<Attendance>; meeting: Meeting }): VNode {
  const choices = [...meeting.members]
    .sort((a, b) => a.seat - b.seat)
    .map(({ id, name, chair }) => ({
      value: id,
      label: chair ? `${name} (${t('committees.chair')})` : name,
    }));
  const { present } = form.values.value;
  return (
    <>
      <ManyField form={form} name="present" label={t('committees.open.present')} choices={choices} required />
      <SelectField
        form={form}
        name="presiding"
        label={t('committees.open.presiding')}
        choices={choices.filter(({ value }) => present.includes(value))}
        required
      />
    </>
  );
}

/** Opens a meeting: who is there, who presides. */
export function Open({ meeting }: { meeting: Meeting }): VNode {
  return (
    <Deed<Attendance>
      name="open"
      title={nameOf('committees.moves', 'open')}
      lead={t('committees.open.lead')}
      submit={t('committees.open.submit')}
      initial={{ present: [], presiding: '' }}
      fieldOf={FIELDS}
      check={wrongAttendance}
      send={async (body, intent) => {
        const request = { params: { id: meeting.id }, body: { ...body, present: [...body.present] } };
        const { year, number } = await client.write('openMeeting', request, intent);
        return t('committees.open.done', { year, number });
      }}
    >
      {(form) => <AttendanceFields form={form} meeting={meeting} />}
    </Deed>
  );
}

/** Somebody came later, or left. */
export function Attend({ meeting }: { meeting: Meeting }): VNode {
  const present = meeting.members.filter((member) => member.present).map(({ id }) => id);
  return (
    <Deed<Attendance>
      name="attend"
      title={nameOf('committees.moves', 'attend')}
      lead={t('committees.attend.lead')}
      submit={t('committees.attend.submit')}
      initial={{ present, presiding: meeting.presiding ?? '' }}
      fieldOf={FIELDS}
      check={wrongAttendance}
      send={async (body, intent) => {
        const request = { params: { id: meeting.id }, body: { ...body, present: [...body.present] } };
        await client.write('recordAttendance', request, intent);
        return t('committees.attend.done');
      }}
    >
      {(form) => <AttendanceFields form={form} meeting={meeting} />}
    </Deed>
  );
}

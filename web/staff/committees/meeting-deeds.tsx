import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import type { Meeting } from './names.ts';
import { sentWhen, WhenFields, wrongWhen } from './when-fields.tsx';

/** Another day, time or place. */
export function Change({ meeting: { id, day, time, place } }: { meeting: Meeting }): VNode {
  return (
    <Deed
      name="change"
      title={nameOf('committees.moves', 'change')}
      submit={t('committees.change.submit')}
      initial={{ day, time, place }}
      fieldOf={{ MEETING_IN_PAST: 'day' }}
      check={wrongWhen}
      send={async (values, intent) => {
        await client.write('changeMeeting', { params: { id }, body: sentWhen(values) }, intent);
        return t('committees.change.done');
      }}
    >
      {(form) => <WhenFields form={form} />}
    </Deed>
  );
}

export function Cancel({ id }: { id: string }): VNode {
  return (
    <Deed
      name="cancel"
      title={nameOf('committees.moves', 'cancel')}
      lead={t('committees.cancel.lead')}
      submit={t('committees.cancel.submit')}
      tone="danger"
      initial={{}}
      send={async (_, intent) => {
        await client.write('cancelMeeting', { params: { id }, body: {} }, intent);
        return t('committees.cancel.done');
      }}
    />
  );
}

export function Close({ id }: { id: string }): VNode {
  return (
    <Deed
      name="close"
      title={nameOf('committees.moves', 'close')}
      lead={t('committees.close.lead')}
      submit={t('committees.close.submit')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('closeMeeting', { params: { id }, body: {} }, intent);
        return t('committees.close.done');
      }}
    />
  );
}

import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';

/** Starts the execution of a decided plan: each line once; what has come between is refused line by line. */
export function Execute({ id, count }: { id: string; count: number }): VNode {
  return (
    <Deed
      name="start"
      title={t('allotments.moves.start')}
      lead={t('allotments.execute.lead', { count })}
      submit={t('allotments.execute.submit')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('executeAllotment', { params: { id }, body: {} }, intent);
        return t('allotments.execute.started');
      }}
    />
  );
}

/** Goes on with what stopped half way; nothing is done twice by it. */
export function Resume({ id }: { id: string }): VNode {
  return (
    <Deed
      name="resume"
      title={t('allotments.moves.resume')}
      lead={t('allotments.resume.lead')}
      submit={t('allotments.resume.submit')}
      initial={{}}
      send={async (_, intent) => {
        await client.write('resumeAllotment', { params: { id }, body: {} }, intent);
        return t('allotments.resume.done');
      }}
    />
  );
}

/** Takes a plan back that no committee has decided. */
export function Withdraw({ id }: { id: string }): VNode {
  return (
    <Deed
      name="withdraw"
      title={t('allotments.moves.withdraw')}
      lead={t('allotments.withdraw.lead')}
      submit={t('allotments.withdraw.submit')}
      tone="danger"
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        await client.write('withdrawAllotment', { params: { id }, body: { reason } }, intent);
        return t('allotments.withdraw.done');
      }}
    >
      {(form) => <NoteField form={form} name="reason" label={t('staff.labels.reason')} required max={300} />}
    </Deed>
  );
}

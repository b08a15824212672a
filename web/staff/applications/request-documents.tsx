import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';

const FOR_HOUSEHOLD = ['RESIDENT_ABSTRACT', 'STATUS_PROOF', 'OTHER'] as const;
const FOR_ORGANISATION = ['ORGANISATION_REGISTRATION', 'OTHER'] as const;
type Document = (typeof FOR_HOUSEHOLD)[number] | (typeof FOR_ORGANISATION)[number];

/** Asks the applicant for documents; they are told by mail or message. */
export function RequestDocuments({ id, kind }: { id: string; kind: 'organisation' | 'household' }): VNode {
  const possible: readonly Document[] = kind === 'household' ? FOR_HOUSEHOLD : FOR_ORGANISATION;
  return (
    <Deed
      name="requestDocuments"
      title={t('staff.applications.moves.requestDocuments')}
      lead={t('staff.applications.request.lead')}
      submit={t('staff.applications.request.submit')}
      initial={{ documents: [] as readonly Document[], note: '' }}
      check={({ documents }) => (documents.length === 0 ? [{ path: 'documents', code: 'REQUIRED' }] : [])}
      send={async ({ documents, note }, intent) => {
        const body = { documents: [...documents], ...optionalText({ note }) };
        await client.write('requestDocuments', { params: { id }, body }, intent);
        return t('staff.applications.request.done');
      }}
    >
      {(form) => (
        <>
          <ManyField
            form={form}
            name="documents"
            label={t('staff.labels.documents')}
            required
            choices={possible.map((value) => ({
              value,
              label: nameOf('staff.applications.documents', value),
            }))}
          />
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
        </>
      )}
    </Deed>
  );
}

import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import type { Case } from './application.tsx';
import { documentName, kindsFor } from './document-names.ts';

/** Asks the applicant for documents; they are told by mail or message. */
export function RequestDocuments({ application: { id, category } }: { application: Case }): VNode {
  const possible = kindsFor(category);
  return (
    <Deed
      name="requestDocuments"
      title={t('staff.applications.moves.requestDocuments')}
      lead={t('staff.applications.request.lead')}
      submit={t('staff.applications.request.submit')}
      initial={{ documents: [] as readonly string[], note: '' }}
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
              label: documentName(value),
            }))}
          />
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
        </>
      )}
    </Deed>
  );
}

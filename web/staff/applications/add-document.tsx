import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Field } from '../../components/field/field.tsx';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ChoiceField, errorOf, fieldId } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form, Values } from '../form/form.ts';
import { newIntent } from '../intent.ts';
import { Problem } from '../problem.ts';
import { sendFile } from '../workshop/upload.ts';
import type { Case } from './application.tsx';
import { documentName, kindsFor } from './document-names.ts';

/** Sends one paper straight to the bucket and has it looked at. @throws Problem */
async function addDocument(id: string, code: string, file: File): Promise<void> {
  const form = await client.write('startDocumentAssisted', { params: { id }, body: { code } }, newIntent());
  if (file.size === 0) throw new Problem('FILE_EMPTY', 422);
  if (file.size > form.largest) throw new Problem('FILE_TOO_LARGE', 422);
  await sendFile(form, file);
  const params = { id, document: form.document };
  await client.write('addDocumentAssisted', { params, body: {} }, newIntent());
}

/** A paper that the applicant has brought, photographed or scanned at the counter. */
export function AddDocument({ application: { id, category } }: { application: Case }): VNode {
  // A file cannot be kept as a draft.
  const file = useSignal<File | undefined>(undefined);
  return (
    <Deed
      name="addDocument"
      title={t('eligibility.documents.add')}
      lead={t('eligibility.documents.addLead')}
      submit={t('eligibility.documents.addSubmit')}
      initial={{ code: '' }}
      fieldOf={{ FILE_EMPTY: 'code', FILE_KIND: 'code', FILE_TOO_LARGE: 'code' }}
      check={() => (file.value ? [] : [{ path: 'file', code: 'REQUIRED' }])}
      send={async ({ code }) => {
        if (!file.value) throw new Error('the form is checked before it is sent');
        await addDocument(id, code, file.value);
        file.value = undefined;
        return t('eligibility.documents.addDone');
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="code"
            label={t('eligibility.documents.kind')}
            required
            choices={kindsFor(category).map((value) => ({ value, label: documentName(value) }))}
          />
          <FileField
            form={form as unknown as Form<Values>}
            onFile={(chosen) => {
              file.value = chosen;
            }}
          />
        </>
      )}
    </Deed>
  );
}

function FileField({
  form,
  onFile,
}: {
  form: Form<Values>;
  onFile: (file: File | undefined) => void;
}): VNode {
  const id = fieldId(form, 'file');
  const error = errorOf(form, 'file');
  return (
    <Field id={id} label={t('eligibility.documents.file')} error={error}>
      <input
        id={id}
        name="file"
        type="file"
        class="input"
        accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
        aria-invalid={error ? 'true' : undefined}
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
    </Field>
  );
}

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { FileDrop } from '../../components/file-drop/file-drop.tsx';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { errorOf, fieldId, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form, Values } from '../form/form.ts';
import { newIntent } from '../intent.ts';
import { Problem } from '../problem.ts';
import { sendFile } from '../workshop/upload.ts';

/** 10 MB, the limit of the contract and of the upload form. */
const LIMIT = 10 * 1024 * 1024;

/** Lays a paper before the members: the file goes straight to the bucket, then the office looks at what it is. */
export function AddPaper({ id, n }: { id: string; n: number }): VNode {
  const file = useSignal<File | undefined>(undefined);
  return (
    <Deed
      name="addPaper"
      title={t('committees.itemMoves.addPaper')}
      lead={t('committees.paper.lead')}
      submit={t('committees.paper.submit')}
      initial={{ title: '', file: '' }}
      fieldOf={{ FILE_KIND: 'file', FILE_EMPTY: 'file', UPLOAD_UNKNOWN: 'file', TOO_LARGE: 'file' }}
      check={() => (file.value ? [] : [{ path: 'file', code: 'REQUIRED' }])}
      send={async ({ title }, intent) => {
        const chosen = file.value;
        if (!chosen) throw new Error('the form is checked before it is sent');
        if (chosen.size === 0) throw new Problem('FILE_EMPTY', 422);
        if (chosen.size > LIMIT) throw new Problem('TOO_LARGE', 413);
        const fileName = chosen.name.slice(-120);
        const params = { id, n };
        const form = await client.write('requestPaper', { params, body: { fileName } }, newIntent());
        await sendFile(form, chosen);
        const body = { upload: form.upload, title, fileName };
        await client.write('addPaper', { params, body }, intent);
        file.value = undefined;
        return t('committees.paper.done');
      }}
    >
      {(form) => (
        <>
          <TextField
            form={form}
            name="title"
            label={t('committees.paper.title')}
            width={24}
            max={80}
            required
          />
          <FileDrop
            id={fieldId(form, 'file')}
            name="file"
            label={t('committees.paper.file')}
            hint={t('committees.paper.fileHint')}
            error={errorOf(form as unknown as Form<Values>, 'file')}
            prompt={t('committees.paper.prompt')}
            onFiles={([chosen]) => {
              file.value = chosen;
              if (chosen && !form.values.value.title)
                form.set('title', chosen.name.replace(/\.[^.]+$/, '').slice(0, 80));
            }}
          />
          <p role="status">{file.value ? t('committees.paper.chosen', { name: file.value.name }) : ''}</p>
        </>
      )}
    </Deed>
  );
}

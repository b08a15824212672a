import { Problem } from './api.ts';

interface UploadForm {
  url: string;
  fields: Readonly<Record<string, string>>;
}

/**
 * Sends one file with the form that the API handed out; `fetch` could not tell how much is sent.
 * @param on told the percent that have been sent
 * @throws Problem `OFFLINE` when the connection breaks, `UPLOAD_UNKNOWN` when the store refuses
 */
export function sendFile(
  { url, fields }: UploadForm,
  file: Blob,
  name: string,
  on: (percent: number) => void,
): Promise<void> {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  body.append('file', file, name);
  const request = new XMLHttpRequest();
  return new Promise((done, refuse) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      on(total ? Math.round((loaded / total) * 100) : 0);
    });
    request.addEventListener('load', () => {
      if (request.status < 300) return done();
      // The store says in XML what its policy refuses; the size is the one thing a person can change.
      refuse(
        new Problem(request.responseText.includes('EntityTooLarge') ? 'FILE_TOO_LARGE' : 'UPLOAD_UNKNOWN'),
      );
    });
    for (const broken of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(broken, () => refuse(new Problem('OFFLINE')));
    request.open('POST', url);
    request.send(body);
  });
}

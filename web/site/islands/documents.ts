import type * as z from 'zod';
import type { applicationsContract } from '../../../functions/applications/contract.ts';
import type { ApplicationWords } from '../follow/application-words.ts';
import type { FollowData } from '../follow/data.ts';
import { call, Problem, problemOf } from './api.ts';
import { element } from './element.ts';
import type { Application } from './follow-application.ts';
import { button, type Deeds } from './follow-parts.ts';
import { fill } from './page-data.ts';
import { sendFile } from './send-file.ts';
import { shrunk } from './shrink.ts';
import { ulid } from './ulid.ts';

type Form = z.output<(typeof applicationsContract)['routes']['startDocument']['answer']>;

interface Papers {
  application: Application;
  /** `/api/public/applications/7K3M9QX24W` */
  path: string;
  session: string;
  data: FollowData;
  words: ApplicationWords;
  deeds: Pick<Deeds, 'run' | 'refresh'>;
}

/** Which papers are wanted and which have come; each can be photographed or chosen, several at once. */
export function documentsPart(papers: Papers): Node[] {
  const { application, words, data } = papers;
  const { documents } = words;
  const open = application.may.includes('addDocument');
  const missing = application.documentsMissing;
  const there = application.documents.filter(({ addedAt }) => addedAt);
  const codes = [
    ...new Set([...(application.documentsWanted ?? []), ...missing, ...there.map((one) => one.code)]),
  ];
  if (codes.length === 0) return [];
  const said =
    open &&
    element(
      'p',
      'documents-said',
      missing.length > 0 ? fill(documents.still, { n: missing.length }) : documents.all,
    );
  return [
    element('h2', '', open ? documents.title : documents.titleAll),
    ...(said ? [said] : []),
    ...(open ? [element('p', 'note', documents.lead)] : []),
    element(
      'ul',
      'documents',
      ...codes.map((code) => {
        const sent = there.filter((one) => one.code === code);
        return paperLine(papers, code, missing.includes(code), sent, open, data);
      }),
    ),
    element('p', 'note', documents.kept),
  ];
}

function paperLine(
  papers: Papers,
  code: string,
  wanted: boolean,
  sent: Application['documents'],
  open: boolean,
  data: FollowData,
): HTMLElement {
  const { documents } = papers.words;
  const kind = documents.kinds[code] ?? { name: code, note: '' };
  const dayOf = (iso: string) =>
    new Date(iso).toLocaleDateString(data.locale, { dateStyle: 'long', timeZone: data.timeZone });
  const line = element(
    'li',
    wanted ? 'document-wanted' : 'document-there',
    element('h3', '', kind.name),
    element('p', 'document-state', wanted ? documents.wanted : documents.sent),
    kind.note && element('p', 'note', kind.note),
    ...sent.map(({ addedAt = '', destroyedAt }) =>
      element(
        'p',
        'note',
        destroyedAt
          ? fill(documents.destroyed, { day: dayOf(destroyedAt) })
          : fill(documents.sentOn, { day: dayOf(addedAt) }),
      ),
    ),
  );
  line.dataset.paper = code;
  if (open) line.append(...sender(papers, code, kind.name));
  return line;
}

/** Two ways to a file, and below them how far each has come. */
function sender(papers: Papers, code: string, name: string): Node[] {
  const { documents } = papers.words;
  const list = element('ul', 'sendings');
  const way = (text: string, camera: boolean): HTMLElement => {
    const input = element('input', 'visually-hidden');
    input.type = 'file';
    input.accept = camera ? 'image/*' : 'image/*,application/pdf';
    if (camera) input.setAttribute('capture', 'environment');
    input.multiple = true;
    input.setAttribute('aria-label', fill(documents.of, { paper: name, action: text }));
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      input.value = '';
      if (files.length > 0) sendAll(papers, code, files, list);
    });
    return element('label', `button button-secondary file-way${camera ? ' file-camera' : ''}`, text, input);
  };
  return [element('div', 'button-row', way(documents.camera, true), way(documents.file, false)), list];
}

/** One after the other, so that a slow line is not shared; when all have come, the page is shown anew. */
async function sendAll(
  papers: Papers,
  code: string,
  files: readonly File[],
  list: HTMLElement,
): Promise<void> {
  const sent: boolean[] = [];
  for (const file of files) sent.push(await send(papers, code, file, list));
  if (sent.every(Boolean)) await papers.deeds.run(null, '', papers.deeds.refresh);
}

/** @returns whether the file has been taken; if not, its line says why and offers to send it again */
async function send(papers: Papers, code: string, file: File, list: HTMLElement): Promise<boolean> {
  const { words, data, path, session } = papers;
  const { documents } = words;
  const name = file.name;
  const bar = element('progress', '');
  bar.max = 100;
  const state = element('p', '', fill(documents.sending, { name }));
  state.setAttribute('role', 'status');
  bar.setAttribute('aria-label', fill(documents.sending, { name }));
  const line = element('li', 'sending', state, bar);
  list.append(line);
  try {
    if (file.size === 0) throw new Problem('FILE_EMPTY');
    const body = await shrunk(file);
    if (body.size > documents.largest) throw new Problem('FILE_TOO_LARGE');
    const form = await call<Form>(`${path}/documents`, { body: { code }, key: ulid(), session });
    await sendFile(form, body, name, (percent) => {
      bar.value = percent;
    });
    await call(`${path}/documents/${form.document}`, { body: {}, key: ulid(), session });
    state.textContent = fill(documents.done, { name });
    bar.remove();
    return true;
  } catch (error) {
    const { code: problem } = problemOf(error);
    const errors: Readonly<Record<string, string>> = { ...data.errors, ...words.errors };
    state.setAttribute('role', 'alert');
    state.textContent = `${name}: ${errors[problem] ?? errors.INTERNAL}`;
    line.className = 'sending sending-failed';
    bar.replaceWith(
      button(documents.again, 'quiet', () => {
        line.remove();
        sendAll(papers, code, [file], list);
      }),
    );
    return false;
  }
}

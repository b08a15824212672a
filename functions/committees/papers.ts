import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import type { Objects } from '../kernel/objects.ts';
import type { Paper } from './domain.ts';
import { fail } from './fail.ts';
import { amendItem, type Deps, mustBeOpen, type OnItem, onItem } from './item-deed.ts';
import type { CommitteesRepository } from './repository.ts';
import { enterRoom, readSeen } from './room.ts';

/** 10 MB, which the form itself enforces (content-length-range). */
const LARGEST = 10 * 1024 * 1024;
const FORM_SECONDS = 10 * 60;
const MOST_PAPERS = 20;

type Uploads = { readonly uploads: () => Pick<Objects, 'uploadForm' | 'get'> };

const paperKey = (meeting: string, n: number, upload: string) => `committees/${meeting}/${n}/${upload}`;
export const keyOfPaper = (meeting: string, n: number, { id }: Pick<Paper, 'id'>) => paperKey(meeting, n, id);

const starts = (bytes: Uint8Array, ...wanted: number[]) => wanted.every((byte, i) => bytes[i] === byte);
const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));

/**
 * What a file is by its first bytes, whatever its name says: PDF, pictures, and the office formats of Korean public
 * bodies — HWP and older ones are compound files (OLE), HWPX, DOCX, XLSX are ZIP.
 */
export function typeOfPaper(bytes: Uint8Array): string | undefined {
  if (starts(bytes, ...ascii('%PDF-'))) return 'application/pdf';
  if (starts(bytes, 0x89, ...ascii('PNG'), 0x0d, 0x0a)) return 'image/png';
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'application/x-ole-storage';
  if (starts(bytes, ...ascii('PK'), 3, 4)) return 'application/zip';
  return undefined;
}

/** A form for one file; nothing is written by it. */
export async function requestPaper(
  { uploads }: Uploads,
  repository: CommitteesRepository,
  { id, n, intent, actor }: OnItem,
) {
  const { item } = await readSeen(repository, await enterRoom(repository, id, actor), n);
  mustBeOpen(item);
  const upload = newId('upload', intent.key);
  const form = uploads().uploadForm(paperKey(id, n, upload), {
    bytes: LARGEST,
    type: 'application/octet-stream',
    seconds: FORM_SECONDS,
  });
  return { upload, ...form };
}

/** Lays an uploaded file before the members. @throws DomainError UPLOAD_UNKNOWN, FILE_KIND, TOO_MANY_PAPERS */
export async function addPaper(
  deps: Deps & Uploads,
  repository: CommitteesRepository,
  { upload, title, fileName, ...deed }: OnItem & { upload: string; title: string; fileName: string },
) {
  await onItem(deps, repository, deed, async (_room, { item }) => {
    mustBeOpen(item);
    if (item.papers.length >= MOST_PAPERS) throw fail('TOO_MANY_PAPERS', { most: MOST_PAPERS });
    const bytes = await deps.uploads().get(paperKey(deed.id, deed.n, upload));
    if (!bytes) throw fail('UPLOAD_UNKNOWN');
    if (bytes.length === 0) throw fail('FILE_EMPTY', {}, [{ path: 'file', code: 'FILE_EMPTY' }]);
    const type = typeOfPaper(bytes);
    if (!type) throw fail('FILE_KIND', {}, [{ path: 'file', code: 'FILE_KIND' }]);
    const at = instant(deps.clock);
    const paper: Paper = { id: upload, title, fileName, bytes: bytes.length, type, at };
    return {
      verb: 'addPaper',
      writes: [amendItem(item, { papers: [...item.papers.filter((one) => one.id !== upload), paper] })],
      facts: { upload },
    };
  });
  return { id: upload };
}

/** A paper of an item that does not concern the caller. */
export async function findPaper(
  repository: CommitteesRepository,
  { id, n, actor, paper }: Omit<OnItem, 'intent'> & { paper: string },
): Promise<Paper> {
  const { item } = await readSeen(repository, await enterRoom(repository, id, actor), n);
  const found = item.papers.find((one) => one.id === paper);
  if (!found) throw fail('PAPER_UNKNOWN');
  return found;
}

export type PaperDeps = Deps & Uploads & Pick<Dependencies, 'vault'>;

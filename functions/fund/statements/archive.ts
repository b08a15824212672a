import { openArchive } from '../../kernel/tabular/zip.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { Statement, StatementEntry, StatementFile } from './statement.ts';

/** What Macintosh's and Windows' archivers add of their own. */
const NOT_PACKED = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|\/$/;
/** Of all statements in an archive: what a bank packs of a month is one of an upload's size or little more. */
const LARGEST_WHOLE = 32 * 1024 * 1024;

/** A workbook is a ZIP archive too; it names itself by these parts. */
export function isWorkbook(names: readonly string[]): boolean {
  return names.some(
    (name) => name === '[Content_Types].xml' || name === 'mimetype' || name === 'content.xml',
  );
}

/**
 * The statements of a ZIP archive in the order of the files' names, as banks pack one file a day. Places say which
 * file: `file 2, line 31`.
 * @param read reads one of the files
 * @throws UnreadableFile NO_STATEMENT, WRONG_SHAPE for two forms in one archive, TOO_LARGE; what `read` throws
 */
export function readArchive(
  bytes: Uint8Array,
  read: (bytes: Uint8Array, name: string) => StatementFile,
): StatementFile {
  const archive = openArchive(bytes);
  const names = archive.names.filter((name) => !NOT_PACKED.test(name)).toSorted();
  const statements: Statement[] = [];
  let format: StatementFile['format'] | undefined;
  let size = 0;
  names.forEach((name, at) => {
    const within = (place: string) => (place === 'file' ? `file ${at + 1}` : `file ${at + 1}, ${place}`);
    try {
      const part = archive.part(name) ?? new Uint8Array();
      size += part.length;
      if (size > LARGEST_WHOLE)
        throw new UnreadableFile('TOO_LARGE', 'file', 'more than an archive may hold');
      const found = read(part, name);
      format ??= found.format;
      if (found.format !== format)
        throw new UnreadableFile('WRONG_SHAPE', 'file', 'of another form than the first');
      statements.push(...found.statements.map((statement) => placed(statement, within)));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      throw new UnreadableFile(error.code, within(error.place), error.reason);
    }
  });
  if (!format) throw new UnreadableFile('NO_STATEMENT', 'file', 'the archive holds no statement');
  return { format, statements };
}

function placed(statement: Statement, within: (place: string) => string): Statement {
  const { place, closingPlace, entries, faults, gaps, pending } = statement;
  const all = (some: readonly StatementEntry[]) =>
    some.map((entry) => ({ ...entry, place: within(entry.place) }));
  return {
    ...statement,
    place: within(place),
    closingPlace: closingPlace && within(closingPlace),
    entries: all(entries),
    faults: faults?.map((fault) => ({ ...fault, place: within(fault.place) })),
    gaps: gaps?.map(within),
    pending: pending && all(pending),
  };
}

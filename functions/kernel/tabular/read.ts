import { UnreadableFile } from '../unreadable.ts';
import { frame } from './frame.ts';
import { kindOf, mustHoldNoProgram } from './kind.ts';
import { type HeaderScore, LARGEST_SHEET, type Sheet, type SheetOptions } from './sheet.ts';
import type { Table } from './table.ts';

/**
 * Reads the table of a CSV, XLSX or ODS file by its content; the name is only for the message.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export async function readSheet(name: string, bytes: Uint8Array, options: SheetOptions = {}): Promise<Sheet> {
  const { headerScore } = options;
  try {
    mustHaveSize(bytes.length);
    const table = kindOf(bytes) === 'archive' ? await readBook(bytes, headerScore) : await readText(bytes);
    return frame(table, headerScore);
  } catch (error) {
    if (error instanceof UnreadableFile) error.file = name;
    throw error;
  }
}

/**
 * For whoever knows the size before the bytes are there: a file of 200 MB is refused without being read.
 * @throws UnreadableFile EMPTY, TOO_LARGE
 */
export function mustHaveSize(length: number): void {
  if (length === 0) throw new UnreadableFile('EMPTY', 'file', 'the file is empty');
  if (length > LARGEST_SHEET)
    throw new UnreadableFile('TOO_LARGE', 'file', `larger than ${LARGEST_SHEET} bytes`);
}

// Loaded when a file of the kind comes, so that functions that read none carry nothing at their start.
async function readText(bytes: Uint8Array): Promise<Table> {
  const { readCsv } = await import('./csv.ts');
  return readCsv(bytes);
}

async function readBook(bytes: Uint8Array, headerScore: HeaderScore | undefined): Promise<Table> {
  const { openArchive } = await import('./zip.ts');
  const archive = openArchive(bytes);
  mustHoldNoProgram(archive);
  const [{ isOds, readOds }, { isXlsx, readXlsx }] = await Promise.all([
    import('./ods.ts'),
    import('./xlsx.ts'),
  ]);
  if (isOds(archive)) return readOds(archive, headerScore);
  if (isXlsx(archive)) return readXlsx(archive, headerScore);
  throw new UnreadableFile('NOT_A_SHEET', 'file', 'a ZIP archive that is no workbook');
}

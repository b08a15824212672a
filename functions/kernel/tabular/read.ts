import { UnreadableFile } from '../unreadable.ts';
import { LARGEST_SHEET, type Sheet, type SheetOptions } from './sheet.ts';

/**
 * Reads the table of a CSV, XLSX or ODS file by its content; the name is only for the message.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export async function readSheet(name: string, bytes: Uint8Array, options: SheetOptions = {}): Promise<Sheet> {
  try {
    mustHaveSize(bytes.length);
    // Loaded when a file comes, so that functions that read none carry nothing at their start.
    const { sheetsOf } = await import('./sheets.ts');
    const [sheet] = sheetsOf(bytes, options);
    if (!sheet) throw new UnreadableFile('EMPTY', 'file', 'the file holds no table');
    return sheet;
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

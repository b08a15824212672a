import { UnreadableFile } from '../unreadable.ts';
import { frame } from './frame.ts';
import { LARGEST_SHEET, type Sheet, type SheetOptions } from './sheet.ts';

/**
 * Reads the first table of a CSV, XLSX or ODS file by its content; the name is only for the message.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export async function readSheet(name: string, bytes: Uint8Array, options: SheetOptions = {}): Promise<Sheet> {
  try {
    if (bytes.length === 0) throw new UnreadableFile('EMPTY', 'file', 'the file is empty');
    if (bytes.length > LARGEST_SHEET) {
      throw new UnreadableFile('TOO_LARGE', 'file', `larger than ${LARGEST_SHEET} bytes`);
    }
    const { readCsv } = await import('./csv.ts');
    return frame(readCsv(bytes), options.headerScore);
  } catch (error) {
    if (error instanceof UnreadableFile) error.file = name;
    throw error;
  }
}

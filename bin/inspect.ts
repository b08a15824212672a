import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { LARGEST_FILE } from '../functions/devices/readers/decode.ts';
import { readFile } from '../functions/devices/readers/read.ts';
import { UnreadableFile } from '../functions/kernel/unreadable.ts';

const WHY: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'this is a directory',
};
/** npm runs scripts in the package's folder; names are meant from where the person stands. */
const HERE = (process.env.npm_lifecycle_event === 'inspect' && process.env.INIT_CWD) || process.cwd();

/**
 * `npm run --silent inspect -- FILE…`: one JSON line per file, as the upload would read it, by the same code.
 * A file that cannot be read gets one line on stderr that names file, place and reason; the others are still
 * printed. Exit code 0, 1 when a file was unreadable, 2 when none was named.
 */
const files = process.argv.slice(2);
// A reader that has seen enough (`… | head`) is no fault.
process.stdout.on('error', () => process.exit());
if (files.length === 0) {
  process.stderr.write('usage: npm run --silent inspect -- FILE…\n');
  process.exitCode = 2;
} else if (files.filter((file) => !inspect(file)).length > 0) process.exitCode = 1;

function inspect(file: string): boolean {
  try {
    const { kind, format, ...fields } = readFile(file, bytesOf(resolve(HERE, file)));
    process.stdout.write(`${JSON.stringify({ file, kind, format, ...fields }, unknownAsNull)}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    process.stderr.write(`${onOneLine(file)}: ${error.place}: ${error.reason} [${error.code}]\n`);
    return false;
  }
}

/** Every field on every line, so that a column can be read without asking whether it is there. */
function unknownAsNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

/** The bytes of a file or pipe, at most one more than is allowed: a device without end must not fill the memory. */
function bytesOf(path: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    if (fstatSync(descriptor).isDirectory()) throw new UnreadableFile('NOT_A_FILE', 'file', WHY.EISDIR ?? '');
    const buffer = Buffer.alloc(LARGEST_FILE + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length < buffer.length; length += got) {
      got = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    return buffer.subarray(0, length);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UnreadableFile('NOT_A_FILE', 'file', WHY[code] ?? `cannot be read (${code})`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

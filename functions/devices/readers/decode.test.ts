import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { decodeText, LARGEST_FILE } from './decode.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));

test('UTF-8 and UTF-16 (PowerShell), with and without byte order mark', () => {
  const text = '{"모델": "삼성"}\n';
  const big = Buffer.from(text, 'utf16le').swap16();
  for (const file of [text, `\ufeff${text}`].flatMap((t) => [bytes(t), bytes(t, 'utf16le')]))
    expect(decodeText(file)).toBe(text);
  expect(decodeText(new Uint8Array([0xfe, 0xff, ...big]))).toBe(text);
});

describe('refused before it is looked into', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['nothing', new Uint8Array(), 'EMPTY', 'file'],
    ['spaces', bytes(' \n\t\n'), 'EMPTY', 'file'],
    ['a PDF', bytes('%PDF-1.4\n'), 'NOT_A_LOG', 'file'],
    ['a ZIP', bytes('PK\u0003\u0004bomb'), 'ARCHIVE', 'file'],
    ['a gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), 'ARCHIVE', 'file'],
    [
      'cp949',
      new Uint8Array([...bytes('{"a":\n "'), 0xbb, 0xef, 0xbc, 0xba, 0x22, 0x7d]),
      'WRONG_ENCODING',
      'line 2, column 3',
    ],
    ['a NUL', bytes('{"a":\n\u0000}'), 'WRONG_ENCODING', 'line 2, column 1'],
    ['too much', new Uint8Array(LARGEST_FILE + 1).fill(0x20), 'TOO_LARGE', 'file'],
  ])('%s', (_name, file, code, place) => {
    expect(() => decodeText(file)).toThrow(UnreadableFile);
    expect(() => decodeText(file)).toThrow(expect.objectContaining({ code, place }));
  });
});

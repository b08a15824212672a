import { expect, test } from 'vitest';
import { fileKindOf } from './file-kinds.ts';

const latin = (text: string) => Uint8Array.from([...text].map((one) => one.charCodeAt(0)));

test.each([
  ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF\0'],
  ['image/jpeg', '\xff\xd8\xff\xe1\0\x10Exif\0'],
  ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['image/webp', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['image/heic', '\0\0\0\x18ftypheic\0\0\0\0'],
  ['image/heic', '\0\0\0\x1cftypmif1\0\0\0\0'],
  ['application/pdf', '%PDF-1.7\n'],
  // A name says nothing: what begins so is none of what is taken.
  [undefined, 'MZ\x90\0\x03\0'],
  [undefined, 'PK\x03\x04\x14\0'],
  [undefined, 'GIF89a\x01\0'],
  [undefined, '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  [undefined, '<!doctype html><script>'],
  [undefined, '\0\0\0\x18ftypmp42\0\0\0\0'],
  [undefined, 'RIFF\x24\0\0\0WAVEfmt '],
  [undefined, ' %PDF-1.7'],
  [undefined, '\x89PNG'],
  [undefined, '\xff\xd8'],
  [undefined, ''],
])('%s begins %j', (kind, bytes) => expect(fileKindOf(latin(bytes))).toBe(kind));

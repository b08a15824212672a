import { UnreadableFile } from '../../kernel/unreadable.ts';
import { decodeText } from './decode.ts';
import { isDmidecode, readDmidecode } from './dmidecode.ts';
import { type Json, parseDocuments, textAt } from './json.ts';
import { isLshw, readLshw } from './lshw.ts';
import { isNwipe, readNwipe } from './nwipe.ts';
import type { Reading } from './reading.ts';
import { isSmartctl, readSmartctl } from './smartctl.ts';
import { isSmartctlText, readSmartctlText } from './smartctl-text.ts';

/**
 * Reads a diagnostic file by its content; the name is only for the message.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export function readFile(name: string, bytes: Uint8Array): Reading {
  try {
    return readText(decodeText(bytes));
  } catch (error) {
    if (error instanceof UnreadableFile) error.file = name;
    throw error;
  }
}

function readText(text: string): Reading {
  if (isNwipe(text)) return readNwipe(text);
  const json = withoutWarnings(text);
  if (json !== undefined) return readJson(json);
  if (isSmartctlText(text)) return readSmartctlText(text);
  if (isDmidecode(text)) return readDmidecode(text);
  throw new UnreadableFile(
    'UNKNOWN_FORMAT',
    'line 1',
    'not the output of lshw, smartctl, nwipe or dmidecode',
  );
}

/** lshw warns about missing rights around its JSON when both streams go to one file: blank, so that lines still count. */
function withoutWarnings(text: string): string | undefined {
  const json = text.replace(/^(WARNING: .*|\/dev\/mem: .*)$/gm, (line) => ' '.repeat(line.length));
  return /^\s*[[{]/.test(json) ? json : undefined;
}

function readJson(text: string): Reading {
  const documents: Json[] = parseDocuments(text).flat();
  const [first] = documents;
  if (documents.some(isLshw)) return readLshw(documents);
  if (first !== undefined && isSmartctl(first)) {
    if (documents.length === 1) return readSmartctl(first);
    throw new UnreadableFile('SEVERAL_DEVICES', '$[1]', 'the outputs of several smartctl runs in one file');
  }
  if (textAt(first, 'report_metadata', 'software') === 'nwipe') {
    throw new UnreadableFile('NOT_A_LOG', '$', "nwipe's report lacks the passes; upload its log");
  }
  throw new UnreadableFile('UNKNOWN_FORMAT', '$', 'JSON, but not of lshw or smartctl');
}

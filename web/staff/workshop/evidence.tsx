import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { FileDrop } from '../../components/file-drop/file-drop.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { may } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { useRecord } from '../page/record.tsx';
import { asProblem, type Problem } from '../problem.ts';
import type { Device } from './device.tsx';
import { type Reading, uploadEvidence } from './upload.ts';

interface Sent {
  readonly name: string;
  readonly state: 'sending' | Reading | Problem;
}

/** Diagnostic files: dropped or chosen, several at once, each with its own result. */
export function Evidence({ device }: { device: Device }): VNode {
  const record = useRecord();
  const sent = useSignal<readonly Sent[]>([]);
  // A file that was just read stands above with its result; once is enough.
  const shown = new Set(
    sent.value.map(({ state }) => (typeof state === 'object' && 'id' in state ? state.id : '')),
  );
  const takesFiles = may('recordEvidence') && !['INSTALLED', 'HARVESTED', 'RECYCLED'].includes(device.status);
  const send = async (files: readonly File[]) => {
    const start = sent.value.length;
    sent.value = [...sent.value, ...files.map(({ name }) => ({ name, state: 'sending' as const }))];
    const conclude = (at: number, state: Sent['state']) => {
      sent.value = sent.value.map((one, i) => (i === at ? { ...one, state } : one));
    };
    // One after another: what a file says about a drive may rest on the file before it.
    for (const [i, file] of files.entries()) {
      try {
        conclude(start + i, await uploadEvidence(device.id, file));
      } catch (error) {
        conclude(start + i, asProblem(error));
      }
    }
    await record.reload();
  };
  return (
    <Card id="evidence" title={t('devices.evidence.title')}>
      {takesFiles && (
        <FileDrop
          id="files"
          label={t('devices.evidence.add')}
          hint={t('devices.evidence.hint')}
          prompt={t('devices.evidence.prompt')}
          multiple
          onFiles={(files) => void send(files)}
        />
      )}
      <ul class="files" aria-live="polite">
        {sent.value.map((one) => (
          <SentFile {...one} />
        ))}
      </ul>
      {device.evidence.length > 0 && (
        <ul class="files files-kept">
          {device.evidence
            .filter(({ id }) => !shown.has(id))
            .map(({ id, kind, format, fileName, at }) => (
              <li key={id}>
                <Icon name="document" />
                <span class="file-name">{fileName}</span>
                <span class="file-said">
                  {nameOf('devices.evidence.kinds', kind)} · {format} · {instantText(at)}
                </span>
              </li>
            ))}
        </ul>
      )}
      {device.evidence.length === 0 && !takesFiles && <p class="none">{t('devices.evidence.none')}</p>}
    </Card>
  );
}

function SentFile({ name, state }: Sent): VNode {
  const failed = state !== 'sending' && 'status' in state;
  const look = state === 'sending' ? 'sending' : failed ? 'refused' : 'read';
  return (
    <li class={`file-${look}`}>
      <Icon name={look === 'sending' ? 'clock' : look === 'read' ? 'check' : 'alert'} />
      <span class="file-name">{name}</span>
      <span class="file-said">
        {state === 'sending' ? t('devices.evidence.reading') : failed ? refusal(state) : readingText(state)}
      </span>
    </li>
  );
}

function readingText({ kind, format, drives }: Reading): string {
  const what = t('devices.evidence.read', { kind: nameOf('devices.evidence.kinds', kind), format });
  return drives.length > 0 ? `${what} · ${t('devices.evidence.drives', { count: drives.length })}` : what;
}

/** `3번째 줄, 7번째 글자: JSON이 중간에 끊겼습니다`: where to look and why. */
function refusal({ code, detail }: Problem): string {
  if (code !== 'UNREADABLE_FILE') return errorText(code);
  const reason = nameOf('devices.unreadable', String(detail.reason ?? ''));
  const place =
    typeof detail.place === 'string' && detail.place !== 'file' ? `${placeText(detail.place)}: ` : '';
  return place + (reason || errorText(code));
}

function placeText(place: string): string {
  const [, line, column] = /^line (\d+), column (\d+)$/.exec(place) ?? [];
  return line && column ? t('devices.evidence.place', { line, column }) : place;
}

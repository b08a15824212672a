import { instant } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { UnreadableFile } from '../kernel/unreadable.ts';
import { devicesContract } from './contract.ts';
import { erasedDrives, learn, printedOf } from './diagnosis.ts';
import { type Device, deviceRefs, mustTakeEvidence } from './domain.ts';
import type { DeviceDependencies } from './http.ts';
import { readFile } from './readers/read.ts';
import type { Reading } from './readers/reading.ts';
import type { DevicesRepository } from './repository.ts';
import { drivesOf } from './view.ts';

const fail = failing(devicesContract.errors);
/** 10 MB, which the form itself enforces (content-length-range); the largest real file seen has 75 KB. */
const LARGEST = 10 * 1024 * 1024;
const FORM_SECONDS = 10 * 60;

type EvidenceRoutes = Pick<Handlers<typeof devicesContract>, 'requestUpload' | 'recordEvidence'>;

const objectKey = (device: string, upload: string) => `evidence/${device}/${upload}`;

/** More drives than a machine of the programme can hold: such a file would only fill the table. */
const MOST_DRIVES = 24;

/** The reader's refusal becomes the caller's: file, place and reason, nothing written. */
function read(fileName: string, bytes: Uint8Array): Reading {
  try {
    return readFile(fileName, bytes);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw fail('UNREADABLE_FILE', {
      file: fileName,
      place: error.place,
      reason: error.code,
      words: error.reason,
    });
  }
}

function mustBeOneMachine(fileName: string, reading: Reading, learned: Partial<Device>): void {
  const named = reading.kind === 'erasure' ? reading.drives.length : 0;
  if (Math.max(named, learned.drives?.length ?? 0) <= MOST_DRIVES) return;
  const words = `more than ${MOST_DRIVES} drives`;
  throw fail('UNREADABLE_FILE', { file: fileName, place: 'drives', reason: 'TOO_MANY_DRIVES', words });
}

/** What the page shows of a file: serial numbers are for the workshop's eyes, so they are no part of the event. */
function shown(reading: Reading) {
  if (reading.kind === 'erasure') return { drives: drivesOf(erasedDrives(reading)) };
  if (reading.kind === 'drive') {
    const { serial, model, sizeGB, type, health, reasons } = reading;
    return { drives: [{ serial, model, sizeGB, type, health, reasons }] };
  }
  const { maker, model, chassis, cpu, memoryMB, drives, unlisted } = reading;
  return {
    specification: { maker, model, chassis, cpu, memoryMB },
    drives: drivesOf([...drives, ...unlisted] as never),
  };
}

export const evidenceHandlers = (
  deps: DeviceDependencies,
  repository: DevicesRepository,
): EvidenceRoutes => ({
  async requestUpload({ params, intent }) {
    mustTakeEvidence(await repository.read(params.id));
    const upload = newId('upload', intent.key);
    const form = deps.uploads().uploadForm(objectKey(params.id, upload), {
      bytes: LARGEST,
      type: 'application/octet-stream',
      seconds: FORM_SECONDS,
    });
    return { upload, ...form };
  },

  async recordEvidence({ params, body, intent, actor }) {
    const { id } = params;
    const answer = await repository.once(id, intent, async () => {
      const device = await repository.read(id);
      mustTakeEvidence(device);
      const bytes = await deps.uploads().get(objectKey(id, body.upload));
      if (!bytes) throw fail('UPLOAD_UNKNOWN');
      const reading = read(body.fileName, bytes);
      mustNameNoOfficeHolder(deps.city, { fileName: printedOf(reading).join('\n') });
      const learned = learn(device, reading);
      mustBeOneMachine(body.fileName, reading, learned);
      const at = instant(deps.clock);
      const evidence = { upload: body.upload, fileName: body.fileName, at, by: actor.id, reading };
      const event = {
        type: 'device.recordEvidence',
        subject: id,
        at,
        by: actedBy(actor),
        refs: deviceRefs(device),
        facts: { kind: reading.kind, format: reading.format },
      };
      return repository.learn(intent, device, evidence, learned, event, { id: body.upload });
    });
    const evidence = await repository.readEvidence(id, answer.id);
    if (!evidence) throw fail('UPLOAD_UNKNOWN');
    return {
      ...answer,
      kind: evidence.reading.kind,
      format: evidence.reading.format,
      ...shown(evidence.reading),
    };
  },
});

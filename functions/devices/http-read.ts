import type { Handlers } from '../kernel/contract.ts';
import { historyOf } from '../kernel/history.ts';
import { stepOfStatus } from '../workflow/domain.ts';
import type { devicesContract } from './contract.ts';
import { deviceTransitions } from './domain.ts';
import type { DeviceDependencies } from './http.ts';
import type { DevicesRepository } from './repository.ts';
import { drivesOf, lineOf } from './view.ts';

type Read = Pick<Handlers<typeof devicesContract>, 'listDevices' | 'readDevice' | 'findDevice'>;

export const readHandlers = (deps: DeviceDependencies, repository: DevicesRepository): Read => ({
  async listDevices({ query }) {
    const { items, ...rest } = await repository.list(deps, query.status, query);
    return { items: items.map(lineOf), ...rest };
  },

  async readDevice({ params }) {
    const device = await repository.read(params.id);
    const [evidence, history, late] = await Promise.all([
      repository.evidence(params.id),
      repository.history(params.id),
      repository.late(device, stepOfStatus(device.status)),
    ]);
    const { os, lastWorker, waitingFor, notes, destruction, earmark } = device;
    return {
      ...lineOf(device),
      donation: device.donation,
      ...(earmark ? { earmark: { ...earmark } } : {}),
      drives: drivesOf(device.drives),
      stages: { ...device.stages },
      evidence: evidence.map(({ upload, fileName, at, reading }) => ({
        id: upload,
        kind: reading.kind,
        format: reading.format,
        fileName,
        at,
      })),
      work: [...device.work],
      ...(os ? { os } : {}),
      ...(lastWorker ? { lastWorker } : {}),
      ...(waitingFor ? { waitingFor } : {}),
      ...(notes ? { notes: { ...notes } } : {}),
      ...(destruction ? { destruction } : {}),
      late,
      moves: deviceTransitions.movesFrom(device.status),
      history: historyOf(history),
    };
  },

  async findDevice({ params }) {
    return { id: await repository.byAsset(params.assetNumber) };
  },
});

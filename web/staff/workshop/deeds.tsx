import type { VNode } from 'preact';
import { Check } from './check.tsx';
import { DestroyDrive } from './destroy.tsx';
import type { Device } from './device.tsx';
import { ConcludeErasure, FailErasure, StartErasure } from './erasure.tsx';
import { Recall } from './recall.tsx';
import { Recycle } from './recycle.tsx';
import { InstallSystem, Refurbish, WaitForPart } from './repair.tsx';

/** The dialogs of all that is legal now. */
export function WorkshopDeeds({ device }: { device: Device }): VNode {
  const has = (...moves: string[]) => moves.some((move) => device.moves.includes(move));
  return (
    <>
      {has('startErasure') && <StartErasure device={device} />}
      {has('concludeErasure') && <ConcludeErasure device={device} />}
      {has('failErasure') && <FailErasure device={device} />}
      {has('destroyDrive') && <DestroyDrive device={device} />}
      {has('refurbish') && <Refurbish device={device} />}
      {has('waitForPart') && <WaitForPart device={device} />}
      {has('installSystem') && <InstallSystem device={device} />}
      {has('passCheck', 'failCheck') && <Check device={device} />}
      {has('recall') && <Recall device={device} />}
      {has('recycle', 'harvest') && <Recycle device={device} />}
    </>
  );
}

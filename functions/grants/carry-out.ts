import * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import { LOG, log } from '../kernel/log.ts';
import { sum } from '../kernel/money.ts';
import { Month } from './contract.ts';
import { fail } from './fail.ts';
import { payAll } from './pay.ts';
import { type GrantsRepository, grantsRepository } from './repository.ts';
import { moveRun, type PaymentFile, sumsOf } from './run.ts';
import { type RunDependencies, writeFile } from './write-file.ts';

export const RunRequest = z.object({ month: Month });
const SYSTEM = { kind: 'system' } as const;

/** The run takes no more payments. */
const close = (deps: RunDependencies, repository: GrantsRepository, month: string) => {
  const intent = { key: 'PAID', digest: 'fee-run' };
  return repository.onceOfRun(month, intent, async () => {
    const run = await repository.run(month);
    if (!run) throw fail('NOT_FOUND');
    if (run.status !== 'RUNNING') return {};
    const at = instant(deps.clock);
    const moved = moveRun(run, 'close', at);
    return repository.commitRun({
      intent,
      month,
      event: { type: 'run.close', subject: month, from: moved.from, to: moved.to, at, by: SYSTEM },
      writes: [moved.write],
      answer: {},
    });
  });
};

/** The files of all carriers, then DONE; their sums must be what was paid in the run, to the won. */
async function finish(deps: RunDependencies, repository: GrantsRepository, month: string): Promise<void> {
  const run = await repository.run(month);
  if (run?.status !== 'PAID') return;
  const lines = await repository.allLines(month);
  const sums = sumsOf(run);
  const files: PaymentFile[] = [];
  for (const { carrier, lines: count, sum: paid } of sums) {
    const own = lines.filter((line) => line.carrier === carrier);
    const file = await writeFile(deps, repository, run, carrier, own);
    if (file.lines !== count || file.sum !== paid)
      throw new Error(
        `${month} ${carrier}: ${file.lines} lines of ${file.sum}, paid were ${count} of ${paid}`,
      );
    files.push(file);
  }
  const at = instant(deps.clock);
  const intent = { key: 'DONE', digest: 'fee-run' };
  await repository.onceOfRun(month, intent, async () => {
    const now = await repository.run(month);
    if (now?.status !== 'PAID') return {};
    const moved = moveRun(now, 'finish', at, { files, doneAt: at });
    const facts = {
      month,
      lines: sum(files.map((one) => one.lines)),
      amount: sum(files.map((one) => one.sum)),
    };
    return repository.commitRun({
      intent,
      month,
      event: { type: 'run.finish', subject: month, from: moved.from, to: moved.to, at, by: SYSTEM, facts },
      writes: [moved.write],
      answer: {},
    });
  });
  log(LOG.RUN_FINISHED, { month, lines: lines.length });
}

/**
 * Carries out a month's run: pays, closes, writes the files. Asked twice, killed anywhere, or twice at once, each fee is
 * paid once and the files are the same.
 */
export async function carryOutRun(deps: RunDependencies, request: unknown): Promise<void> {
  const { month } = RunRequest.parse(request);
  const repository = grantsRepository(deps.table);
  const run = await repository.run(month);
  if (!run) throw fail('NOT_FOUND');
  if (run.status === 'RUNNING') {
    await payAll(deps, repository, month);
    await close(deps, repository, month);
  }
  await finish(deps, repository, month);
}

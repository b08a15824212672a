import { createHash } from 'node:crypto';
import * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { LOG, log } from '../kernel/log.ts';
import { sum } from '../kernel/money.ts';
import type { Objects } from '../kernel/objects.ts';
import { Month } from './contract.ts';
import { fail } from './deeds.ts';
import { payAll } from './pay.ts';
import { carrierOf, fileName, type Payment, paymentFile } from './payment-file.ts';
import { type GrantsRepository, grantsRepository, type Line } from './repository.ts';
import { type FeeRun, moveRun, type PaymentFile, sumsOf } from './run.ts';

export const RunRequest = z.object({ month: Month });
export type RunDependencies = Dependencies & { readonly documents: Pick<Objects, 'put'> };

/** Numbers are opened so many at a time: KMS allows thousands a second, the function's sockets do not. */
const AT_ONCE = 16;
const BATCH = 96;
const SYSTEM = { kind: 'system' } as const;
const TYPES = {
  'utf-8': 'text/csv; charset=utf-8',
  'utf-8-bom': 'text/csv; charset=utf-8',
  cp949: 'text/csv; charset=euc-kr',
} as const;

async function inParts<A, B>(items: readonly A[], size: number, deed: (part: A[]) => Promise<B[]>) {
  const made: B[] = [];
  for (let i = 0; i < items.length; i += size) made.push(...(await deed(items.slice(i, i + size))));
  return made;
}

/** A run's lines with the customer numbers that they were paid by. */
async function paymentsOf(
  { vault }: RunDependencies,
  repository: GrantsRepository,
  lines: readonly Line[],
): Promise<Payment[]> {
  return inParts(lines, BATCH, async (part) => {
    const grants = new Map(
      (await repository.grants([...new Set(part.map(({ grant }) => grant))])).map((one) => [one.id, one]),
    );
    return inParts(part, AT_ONCE, (few) =>
      Promise.all(
        few.map(async ({ grant, term, month, amount, district, plan }) => {
          const sealed = grants.get(grant)?.terms[term]?.customer;
          if (!sealed) throw new Error(`${grant}: paid by a term that it has not`);
          const { customerNumber } = await vault.open<{ customerNumber: string }>({ grant }, sealed);
          return { month, customerNumber, amount, grant, district, plan };
        }),
      ),
    );
  });
}

/** Writes a carrier's file; written again it is the same file. */
async function writeFile(
  deps: RunDependencies,
  repository: GrantsRepository,
  run: FeeRun,
  code: string,
  lines: readonly Line[],
): Promise<PaymentFile> {
  const carrier = carrierOf(deps.city, code);
  if (!carrier) throw new Error(`${code}: paid in ${run.month}, and no carrier of the city pack any more`);
  const body = paymentFile(deps.city, carrier, await paymentsOf(deps, repository, lines));
  const name = fileName(carrier, run.month);
  const key = `fund/runs/${run.month}/${name}`;
  await deps.documents.put(key, body, { type: TYPES[carrier.file.encoding] });
  return {
    carrier: code,
    name,
    key,
    sha256: createHash('sha256').update(body).digest('hex'),
    lines: lines.length,
    sum: sum(lines.map(({ amount }) => amount)),
  };
}

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

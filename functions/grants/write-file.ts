import { createHash } from 'node:crypto';
import type { Dependencies } from '../kernel/dependencies.ts';
import { sum } from '../kernel/money.ts';
import type { Objects } from '../kernel/objects.ts';
import { carrierOf, fileName, type Payment, paymentFile } from './payment-file.ts';
import type { GrantsRepository, Line } from './repository.ts';
import type { FeeRun, PaymentFile } from './run.ts';

export type RunDependencies = Dependencies & { readonly documents: Pick<Objects, 'put'> };

/** Numbers are opened so many at a time: KMS allows thousands a second, the function's sockets do not. */
const AT_ONCE = 16;
const BATCH = 96;
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
export async function writeFile(
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

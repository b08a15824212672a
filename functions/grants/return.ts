import type { StaffActor } from '../kernel/actor.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { changeGrant } from './change.ts';
import { returnFee } from './deeds.ts';
import type { ReturnReason } from './domain.ts';
import { fail } from './fail.ts';
import type { Month } from './months.ts';
import type { GrantsRepository } from './repository.ts';
import { returnCounts } from './run.ts';

/** Undoes one payment of a run that is done: counter-entry, month, the run's line and its count, in one transaction. */
export const takeBack = (
  deps: Dependencies,
  repository: GrantsRepository,
  request: {
    id: string;
    intent: Intent;
    actor: StaffActor;
    body: { month: Month; reason: ReturnReason; payAgain: boolean };
  },
) =>
  changeGrant(deps, repository, request, 'grant.returnFee', async (grant, occasion) => {
    const { month, reason, payAgain } = request.body;
    const paid = await repository.month(grant.id, month);
    if (paid?.status !== 'PAID')
      throw fail('MONTH_NOT_PAID', {}, [{ path: 'month', code: 'MONTH_NOT_PAID' }]);
    const [run, transfer] = await Promise.all([
      repository.run(paid.run),
      repository.transfer(occasion.currency, paid),
    ]);
    // Before its file is there nobody can have sent it back.
    if (run?.status !== 'DONE') throw fail('RUN_UNFINISHED', { month: paid.run });
    if (!transfer) throw new Error(`${grant.id} ${month}: paid by a transfer that is not there`);
    const deed = returnFee(grant, paid, transfer, payAgain, occasion);
    const { at } = occasion;
    const marked: Write = {
      update: keys.grantMonth(grant.id, month),
      change: { set: { status: 'RETURNED', returnedAt: at, returnedBecause: reason } },
      when: { equals: { status: 'PAID', transfer: paid.transfer } },
    };
    const line: Write = {
      update: keys.feeRunLine(paid.run, paid.carrier, grant.id, month),
      change: { set: { returned: { at, reason } } },
      when: { equals: { transfer: paid.transfer }, absent: ['returned'] },
    };
    const counted: Write = {
      update: keys.feeRun(paid.run),
      change: { add: returnCounts(paid.carrier, paid.amount) },
      when: { equals: { status: 'DONE' } },
    };
    const [hold] = deed.also;
    return {
      deed,
      facts: {
        month,
        run: paid.run,
        reason,
        carrier: paid.carrier,
        fee: paid.amount,
        again: payAgain ? 1 : 0,
      },
      answer: { month },
      also: [marked, line, counted],
      refused: (write, found) =>
        write === hold && 'put' in write ? fail('HOUSEHOLD_HAS_GRANT', { grant: found?.grant }) : undefined,
    };
  });

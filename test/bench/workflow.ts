import { deliveryWorkflow } from '../../functions/workflow/states.ts';
import { clearRehearsals, rehearse } from '../../local/workflow/rehearsal.ts';
import type { Row } from './row.ts';

/** The issue allows ten transitions on the straight way; numbers.md's cheapest design has six. */
const MOST_TRANSITIONS = 10;
const STRAIGHT = ['ERASED', 'PASSED', 'ALLOTTED', 'INSTALLED'] as const;

/** Transitions of one device from the repair centre to a home, run on the deployed definition. */
export async function workflowRows(): Promise<Row[]> {
  const rehearsal = rehearse();
  try {
    const deadlines = { erasure: 7, destruction: 14, check: 14, allotment: 60, delivery: 14 };
    const definition = deliveryWorkflow({ tableName: 'bench', deadlines });
    const input = { device: 'dev_01J0000000000000000000000A', step: 'erasure', round: 1 };
    const { executionArn } = await rehearsal.run(definition, input);
    for (const [i, outcome] of STRAIGHT.entries()) {
      const call = rehearsal.calls[i]?.input as { ExpressionAttributeValues: Record<string, { S: string }> };
      await rehearsal.engine.sendTaskSuccess(
        call.ExpressionAttributeValues[':token']?.S ?? '',
        JSON.stringify({ outcome }),
      );
      await rehearsal.rest();
    }
    const { status } = await rehearsal.describe(executionArn);
    if (status !== 'SUCCEEDED') throw new Error(`the straight way ended ${status}`);
    const value = rehearsal.engine.transitions(executionArn);
    return [
      {
        part: 'workflow',
        what: 'transitions of a PC on the straight way',
        value,
        unit: '',
        budget: MOST_TRANSITIONS,
        reference: 6,
      },
    ];
  } finally {
    await rehearsal.engine.stop();
    clearRehearsals();
  }
}

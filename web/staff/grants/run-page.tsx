import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { RecordScope } from '../page/record.tsx';
import { Show } from '../page/states.tsx';
import { Problem } from '../problem.ts';
import { monthText } from './months.ts';
import { Preview } from './preview.tsx';
import { Run } from './run.tsx';

/** A month: its run, or what its run would pay while there is none. */
async function readMonth(month: string) {
  const params = { month };
  const { items, cursor } = await client.read('listRuns', { query: {} });
  const listed = items.some((run) => run.month === month);
  // Older than the list's first page: one that was run, unless months before the first one are asked for.
  const older = cursor !== undefined && month < (items.at(-1)?.month ?? '');
  try {
    if (listed || older) return { run: await client.read('readRun', { params }) };
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'NOT_FOUND')) throw error;
  }
  return { preview: await client.read('previewRun', { params }) };
}

export function RunPage({ month }: { month: string }): VNode {
  const loaded = useLoad(month, () => readMonth(month));
  return (
    <Show of={loaded} heading={monthText(month)}>
      {({ run, preview }) => (
        <RecordScope id={`run-${month}`} loaded={loaded}>
          {run ? <Run run={run} reload={loaded.reload} /> : preview && <Preview preview={preview} />}
        </RecordScope>
      )}
    </Show>
  );
}

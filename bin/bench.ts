import { coldRows } from '../test/bench/cold.ts';
import { databaseRows } from '../test/bench/database.ts';
import { kernelRows } from '../test/bench/kernel.ts';
import { ledgerRows } from '../test/bench/ledger.ts';
import { planRows } from '../test/bench/plan.ts';
import { isOver, type Row } from '../test/bench/row.ts';
import { workflowRows } from '../test/bench/workflow.ts';

/** `npm run bench` (`-- --json`): the budgets of docs/numbers that concern functions, kernel, the plan, database and workflow. */
const json = process.argv.includes('--json');
const PARTS: readonly (() => Promise<Row[]>)[] = [
  ...[kernelRows, planRows, workflowRows, databaseRows, ledgerRows, coldRows],
];
const rows: Row[] = [];
for (const part of PARTS) rows.push(...(await part()));
const over = rows.filter(isOver);

if (json) {
  console.log(JSON.stringify({ node: process.version, rows, over: over.length }));
} else {
  const cell = (value: number | undefined) => (value === undefined ? '' : String(value)).padStart(9);
  console.log(
    `${'what'.padEnd(52)}${'value'.padStart(9)} ${'unit'.padEnd(5)}${'budget'.padStart(9)}${'numbers.md'.padStart(12)}`,
  );
  for (const row of rows) {
    const mark = isOver(row) ? '  ← past its budget' : '';
    const reference = cell(row.reference).padStart(12);
    console.log(
      `${row.what.padEnd(52)}${cell(row.value)} ${row.unit.padEnd(5)}${cell(row.budget)}${reference}${mark}`,
    );
  }
}
process.exitCode = over.length > 0 ? 1 : 0;

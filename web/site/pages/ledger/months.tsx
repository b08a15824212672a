import type { VNode } from 'preact';
import { ScrollBox } from '../../../components/data-table/scroll-box.tsx';
import type { PageContext } from '../../context.ts';

const COLUMNS = ['month', 'in', 'out', 'points', 'entries', 'digest', 'files'] as const;
const NUMERIC: readonly string[] = ['in', 'out', 'points', 'entries'];

/** Month by month, newest first, with the month's digest and its entries to download; the bars stand in the table. */
export function Months({ context }: { context: PageContext }): VNode {
  const { months, empty } = context.texts.money.ledger;
  return (
    <section>
      <h2>{months.title}</h2>
      <ScrollBox label={months.caption} wide>
        <table class="data-table ledger-months">
          <caption class="visually-hidden">{months.caption}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th scope="col" class={NUMERIC.includes(column) ? 'numeric' : undefined}>
                  {months[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody data-months />
        </table>
      </ScrollBox>
      <div class="button-row no-print" data-years />
      <p class="note" data-empty hidden>
        {empty}
      </p>
    </section>
  );
}

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { LoadFailed, Rows } from '../page/states.tsx';
import { PAGE, Pager } from '../partners/pager.tsx';
import { number } from '../partners/partners.tsx';
import { Begin } from './booking.tsx';
import { Best, placeText, Signed, wordsText } from './saying.tsx';
import type { Statement } from './statement.tsx';

export type Preview = AnswerOf<'previewStatement'>;
type Row = Preview['items'][number];
const SHOWN = ['all', 'new', 'known', 'similar'] as const;

/** The file's entries, new, known or similar, with what each may be. */
export function Preview({ statement }: { statement: Statement }): VNode {
  const { id, status, entries } = statement;
  const show = useSignal<(typeof SHOWN)[number]>('all');
  const from = useSignal(0);
  const loaded = useLoad(`preview ${id} ${status} ${show.value} ${from.value}`, () =>
    client.read('previewStatement', {
      params: { id },
      query: { show: show.value, from: from.value, limit: PAGE },
    }),
  );
  const page = loaded.data.value;
  const counts = page && { all: entries, ...countsOf(page) };
  return (
    <Card id="preview" title={t('fund.preview.title')}>
      {page && <Sums sums={page.sums} />}
      <fieldset class="preview-filter">
        <legend class="visually-hidden">{t('fund.preview.show')}</legend>
        {SHOWN.map((one) => (
          <Button
            variant={one === show.value ? 'primary' : 'secondary'}
            size="small"
            aria-pressed={one === show.value}
            onClick={() => {
              show.value = one;
              from.value = 0;
            }}
          >
            {nameOf('fund.verdicts', one)} {counts && number(counts[one])}
          </Button>
        ))}
      </fieldset>
      {loaded.problem.value && <LoadFailed problem={loaded.problem.value} retry={loaded.reload} />}
      {!page && !loaded.problem.value && <Rows />}
      {page && <PreviewTable rows={page.items} />}
      {page && <Pager from={from} page={page} />}
      {page && status === 'READ' && may('bookStatement') && <Begin statement={statement} sums={page.sums} />}
    </Card>
  );
}

const countsOf = ({ sums }: Preview) => ({
  new: sums.new.count,
  known: sums.known.count,
  similar: sums.similar.count,
});

function Sums({ sums }: { sums: Preview['sums'] }): VNode {
  return (
    <ul class="plain-list preview-sums">
      {(['new', 'known', 'similar'] as const)
        .filter((one) => sums[one].count > 0)
        .map((one) => (
          <li>
            <strong>
              {nameOf('fund.verdicts', one)} {t('fund.entriesCount', { count: number(sums[one].count) })}
            </strong>{' '}
            {t('fund.preview.sums', { in: money(sums[one].in), out: money(sums[one].out) })}
          </li>
        ))}
    </ul>
  );
}

function PreviewTable({ rows }: { rows: readonly Row[] }): VNode {
  if (rows.length === 0) return <p class="none">{t('fund.preview.none')}</p>;
  return (
    <table class="queue preview bank-lines">
      <caption class="visually-hidden">{t('fund.preview.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fund.col.day')}</th>
          <th scope="col">{t('fund.col.words')}</th>
          <th scope="col" class="numeric wide-only">
            {t('fund.col.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.n} data-verdict={row.verdict}>
            <th scope="row">
              {dayText(row.day)}
              <span class="under">{placeText(row.place)}</span>
              <span class="narrow-only">
                <Signed amount={row.amount} />
              </span>
            </th>
            <td>
              {wordsText(row) || t('fund.noWords')}
              <span class="bank-verdict">
                <Verdict row={row} />
              </span>
            </td>
            <td class="numeric wide-only">
              <Signed amount={row.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({ row: { verdict, entries, proposals } }: { row: Row }): VNode {
  return (
    <>
      <span class="verdict">{nameOf('fund.verdicts', verdict)}</span>{' '}
      {verdict === 'new' && <Best proposals={proposals} />}
      {verdict !== 'new' && t(verdict === 'known' ? 'fund.preview.known' : 'fund.preview.similar')}
      {may('readEntry') &&
        entries.map((entry) => (
          <>
            {' '}
            <a href={places.entry(entry)}>{t('fund.seeEntry')}</a>
          </>
        ))}
    </>
  );
}

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { districtName, errorText, language, nameOf, partnerName, t } from '../core/words.ts';
import { newIntent } from '../intent.ts';
import { ListPage } from '../page/list-page.tsx';
import { Show } from '../page/states.tsx';
import { asProblem, type Problem } from '../problem.ts';

type Line = AnswerOf<'listPledges'>['items'][number];
type PledgeStatus = Line['status'];
const LISTED: readonly PledgeStatus[] = ['PLEDGED', 'CLOSED', 'CANCELLED'];
const FIGURES = ['pledged', 'registered', 'received', 'rejected', 'delivered'] as const;

/** What each partner promised and what came of it, and the promises themselves. */
export function Partners(): VNode {
  return (
    <ListPage<Line>
      title={t('staff.nav.partners')}
      lead={may('makePledge') && <ButtonLink href={places.newPledge}>{t('partners.pledge.make')}</ButtonLink>}
      above={<Figures />}
      entity="pledge"
      groups={[{ statuses: LISTED }]}
      read={(status, cursor) =>
        client.read('listPledges', { query: { status: status as PledgeStatus, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.pledge(row.id)}
      empty={(status) => nameOf('partners.empty', status)}
      brief={(row) => t('partners.pledge.brief', { count: row.count, listed: row.listed })}
      columns={[
        { title: t('partners.col.partner'), cell: (row) => partnerName(row.partner) },
        {
          title: t('partners.col.pledged'),
          cell: (row) => number(row.count),
          show: 'wide',
          numeric: true,
        },
        { title: t('partners.col.listed'), cell: (row) => number(row.listed), show: 'wide', numeric: true },
        { title: t('staff.col.district'), cell: (row) => districtName(row.district), show: 'wide' },
        { title: t('partners.col.by'), cell: (row) => dayText(row.by) },
      ]}
    />
  );
}

export const number = (count: number): string => count.toLocaleString(language.value);

function Figures(): VNode {
  const loaded = useLoad('figures', () => client.read('readPartnerFigures', {}));
  return (
    <section class="card figures" aria-labelledby="figures">
      <div class="card-head">
        <h2 id="figures">{t('partners.figures.title')}</h2>
        <Exports />
      </div>
      <Show of={loaded}>
        {({ items, total }) => {
          const rows = [
            ...items.map((item) => ({
              id: item.partner,
              partner: partnerName(item.partner),
              ...cells(item),
            })),
            ...(items.length > 1
              ? [{ id: 'total', partner: t('partners.figures.total'), ...cells(total) }]
              : []),
          ];
          return (
            <>
              <div class="wide-only">
                <DataTable
                  caption={t('partners.figures.caption')}
                  captionHidden
                  scroll
                  columns={[
                    { key: 'partner', title: t('partners.col.partner') },
                    ...FIGURES.map((key) => ({ key, title: t(`partners.col.${key}`), numeric: true })),
                  ]}
                  rows={rows}
                />
              </div>
              <ul class="narrow-only figure-list">
                {rows.map((row) => (
                  <li key={row.id}>
                    <h3>{row.partner}</h3>
                    <dl>
                      {FIGURES.map((key) => (
                        <div key={key}>
                          <dt>{t(`partners.col.${key}`)}</dt>
                          <dd class="numeric">{row[key]}</dd>
                        </div>
                      ))}
                    </dl>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Show>
    </section>
  );
}
type Counts<V> = Readonly<Record<(typeof FIGURES)[number], V>>;
const cells = (counts: Counts<number>) =>
  Object.fromEntries(FIGURES.map((key) => [key, number(counts[key])])) as Counts<string>;

/** The same figures as a file. */
function Exports(): VNode {
  const problem = useSignal<Problem | undefined>(undefined);
  const take = async (format: 'csv' | 'xlsx') => {
    try {
      const body = { format, language: language.value };
      location.assign((await client.write('exportPartnerFigures', { body }, newIntent())).url);
      problem.value = undefined;
    } catch (error) {
      problem.value = asProblem(error);
    }
  };
  return (
    <div class="button-row">
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button variant="secondary" size="small" icon="download" onClick={() => take(format)}>
          {t(`partners.figures.${format}`)}
        </Button>
      ))}
      {problem.value && <p class="wrong">{errorText(problem.value.code)}</p>}
    </div>
  );
}

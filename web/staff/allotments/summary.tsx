import type { VNode } from 'preact';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import type { Allotment } from './allotment.tsx';
import { legalBasisText } from './legal-basis.ts';

const percent = (lines: number, waiting: number): string => `${Math.round((100 * lines) / waiting)}%`;

/** How many PCs go to each district, of how many that wait there. */
export function ByDistrict({ plan: { byDistrict } }: { plan: Allotment }): VNode {
  const rows = Object.entries(byDistrict)
    .map(([code, sums]) => ({ code, ...sums }))
    .filter(({ lines, waiting = 0 }) => lines > 0 || waiting > 0)
    .sort((a, b) => b.lines - a.lines || (a.code < b.code ? -1 : 1));
  return (
    <Card id="districts" title={t('allotments.byDistrict')}>
      <QueueTable
        caption={t('allotments.byDistrict')}
        rows={rows}
        id={({ code }) => code}
        columns={[
          { title: t('staff.col.district'), cell: ({ code }) => districtName(code) },
          { title: t('allotments.col.given'), cell: ({ lines }) => lines, numeric: true },
          {
            title: t('allotments.col.waiting'),
            cell: ({ waiting }) => waiting ?? '',
            numeric: true,
            ifAny: true,
          },
          {
            title: t('allotments.col.share'),
            cell: ({ lines, waiting }) => (waiting ? percent(lines, waiting) : ''),
            numeric: true,
            ifAny: true,
          },
        ]}
      />
    </Card>
  );
}

export const ByCategory = ({ plan: { byCategory } }: { plan: Allotment }): VNode => (
  <Card id="categories" title={t('allotments.byCategory')}>
    <Facts
      rows={Object.entries(byCategory)
        .filter(([, lines]) => lines > 0)
        .sort(([, a], [, b]) => b - a)
        .map(([code, lines]) => [categoryName(code), t('allotments.count', { count: lines })])}
    />
  </Card>
);

/** What was weighed and by how much, in words. */
export function Weighed({ plan: { objective } }: { plan: Allotment }): VNode | null {
  if (!objective) return null;
  const { weights, need } = objective;
  const rules = [
    'perDay',
    'perPercent',
    'perTile',
    'furtherComputer',
    'special',
    'wished',
    'spared',
    'tablet',
  ];
  const values = { ...weights, from: districtName(objective.from) };
  const needs = Object.entries(need)
    .sort(([, a], [, b]) => b - a)
    .map(([code, points]) => `${categoryName(code)} ${points}`);
  return (
    <Card id="weighed" title={t('allotments.weighed.title')}>
      <p>{t('allotments.weighed.lead')}</p>
      <ul class="weights">
        {rules.map((rule) => (
          <li>{nameOf('allotments.weighed', rule, values)}</li>
        ))}
        <li>{t('allotments.weighed.need', { needs: needs.join(', ') })}</li>
      </ul>
      {objective.headsOnly && <p class="note">{t('allotments.weighed.headsOnly')}</p>}
    </Card>
  );
}

/** What came of it: how many points, for what it was narrowed, who went without and which devices are left. */
export function Outcome({ plan: { objective, choices, legalBasis } }: { plan: Allotment }): VNode | null {
  if (!objective) return null;
  const { unserved, idle } = objective;
  return (
    <Card id="outcome" title={t('allotments.outcome')}>
      <Facts
        rows={[
          [t('allotments.weighed.points'), objective.points],
          [t('allotments.weighed.balance'), `−${objective.balance}`],
          [
            t('allotments.weighed.looked'),
            t('allotments.weighed.lookedAt', { waiting: objective.waiting, ready: objective.ready }),
          ],
          [t('staff.labels.legalBasis'), legalBasisText(legalBasis)],
          choices?.limit !== undefined && [
            t('allotments.compute.limit'),
            t('allotments.count', { count: choices.limit }),
          ],
          choices?.kinds && [
            t('allotments.compute.kinds'),
            choices.kinds.map((kind) => nameOf('staff.applications.kinds', kind)).join(', '),
          ],
          choices?.districts && [
            t('allotments.compute.districts'),
            choices.districts.map(districtName).join(', '),
          ],
          ...Object.entries(unserved).map(
            ([why, count]) => [nameOf('allotments.unserved', why), t('allotments.count', { count })] as const,
          ),
          idle.fittingNobody > 0 && [
            t('allotments.weighed.fittingNobody'),
            t('allotments.count', { count: idle.fittingNobody }),
          ],
          idle.left > 0 && [t('allotments.weighed.left'), t('allotments.count', { count: idle.left })],
        ]}
      />
    </Card>
  );
}

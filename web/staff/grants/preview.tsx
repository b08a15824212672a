import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import { StatusTag } from '../../components/status-tag/status-tag.tsx';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { districtName, errorText, nameOf, t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import { carrierName } from '../money/accounts.ts';
import { Card } from '../page/facts.tsx';
import { printReference } from '../page/items.ts';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordPage } from '../page/record-page.tsx';
import { monthText } from './months.ts';
import { RefusalDetail } from './refusal.tsx';

type Seen = AnswerOf<'previewRun'>;

/** What a month's run would pay. Nothing is written until it is started. */
export function Preview({ preview }: { preview: Seen }): VNode {
  const { month, mayStart, because, grants, lines, sum, carriers } = preview;
  const starts = mayStart && lines > 0 && may('startRun');
  return (
    <RecordPage
      back={{ href: places.runs, text: t('money.runs') }}
      title={t('fees.run.title', { month: monthText(month) })}
      status={<StatusTag meaning="waiting">{t('fees.run.preview')}</StatusTag>}
      steps={starts ? [{ deed: 'startRun', label: t('fees.run.start'), main: true }] : []}
      idle={because ? errorText(because) : t(lines === 0 ? 'fees.run.nothing' : 'fees.run.byChest')}
      hint={starts && <p class="next-hint">{t('fees.run.untouched')}</p>}
      main={
        <>
          <Card id="sums" title={t('fees.run.sums')}>
            <p class="run-sum">
              {t('fees.run.households', { count: grants.toLocaleString() })} · <strong>{money(sum)}</strong>
            </p>
            {carriers.length === 0 ? (
              <p class="note">{t('fees.run.nothing')}</p>
            ) : (
              <QueueTable
                caption={t('fees.run.sums')}
                rows={carriers}
                id={({ carrier }) => carrier}
                columns={[
                  { title: t('fees.carrier'), cell: ({ carrier }) => carrierName(carrier) },
                  { title: t('fees.runs.lines'), cell: (row) => row.lines.toLocaleString(), numeric: true },
                  { title: t('fees.runs.sum'), cell: (row) => money(row.sum), numeric: true },
                ]}
              />
            )}
          </Card>
          <Exceptions preview={preview} />
        </>
      }
      deeds={
        starts && (
          <Deed
            name="startRun"
            title={t('fees.run.start')}
            lead={t('fees.run.confirm', {
              month: monthText(month),
              count: grants.toLocaleString(),
              lines: lines.toLocaleString(),
              sum: money(sum),
            })}
            submit={t('fees.run.startSubmit', { sum: money(sum) })}
            initial={{}}
            send={async (_, intent) => {
              await client.write('startRun', { body: { month } }, intent);
              return t('fees.run.started');
            }}
          >
            {(form) => <RefusalDetail problem={form.problem.value} />}
          </Deed>
        )
      }
    />
  );
}

/** What is out of the ordinary, counted and listed. */
function Exceptions({ preview: { exceptions, counts } }: { preview: Seen }): VNode {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Card id="exceptions" title={t('fees.run.exceptions')}>
      {all === 0 && <p class="note">{t('fees.run.noExceptions')}</p>}
      {all > 0 && (
        <>
          <p class="run-counts">
            {Object.entries(counts)
              .map(([reason, count]) =>
                t('fees.run.counted', { what: nameOf('grants.exceptions', reason), count }),
              )
              .join(' · ')}
          </p>
          {(counts.CARRIER_UNKNOWN ?? 0) > 0 && (
            <Notification tone="warning">{t('fees.run.carrierUnknown')}</Notification>
          )}
          {(counts.NO_LONGER_ELIGIBLE ?? 0) > 0 && (
            <Notification tone="warning">{t('fees.run.notEligible')}</Notification>
          )}
          <QueueTable
            caption={t('fees.run.exceptions')}
            rows={exceptions}
            id={({ grant, reason }) => `${grant} ${reason}`}
            href={({ grant }) => places.grant(grant)}
            brief={({ reason, month }) => `${nameOf('grants.exceptions', reason)} · ${monthText(month)}`}
            columns={[
              {
                title: t('staff.col.reference'),
                cell: ({ reference }) => <span class="code">{printReference(reference)}</span>,
              },
              {
                title: t('fees.run.why'),
                cell: ({ reason }) => nameOf('grants.exceptions', reason),
                show: 'wide',
              },
              { title: t('fees.runs.month'), cell: ({ month }) => monthText(month), show: 'wide' },
              {
                title: t('staff.col.district'),
                cell: ({ district }) => districtName(district),
                show: 'wide',
              },
            ]}
          />
          {all > exceptions.length && (
            <p class="note">{t('fees.run.cut', { shown: exceptions.length, all })}</p>
          )}
        </>
      )}
    </Card>
  );
}

import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { Deed } from '../form/deed.tsx';
import { carrierName } from '../money/accounts.ts';
import { Card, Facts } from '../page/facts.tsx';
import { History, whoIs } from '../page/history.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { useRecord } from '../page/record.tsx';
import { RecordPage } from '../page/record-page.tsx';
import { Status } from '../page/status.tsx';
import { monthText } from './months.ts';
import { RunLines } from './run-lines.tsx';

type RunSeen = AnswerOf<'readRun'>;
/** How often a page looks how far a run is, in milliseconds. */
const LOOK = 1500;

/** A run that was started: how far it is, its payment files, its payments. */
export function Run({ run, reload }: { run: RunSeen; reload: () => Promise<void> }): VNode {
  const { month, status, lines, sum, history } = run;
  const done = status === 'DONE';
  const record = useRecord();
  const before = useRef(status);
  useEffect(() => {
    // What was said when it was started is over.
    if (done && before.current !== status) record.say(t('fees.run.idle.DONE'));
    before.current = status;
  }, [status, done, record]);
  useEffect(() => {
    if (done) return undefined;
    const timer = setTimeout(() => void reload(), LOOK);
    return () => clearTimeout(timer);
  }, [run, done, reload]);
  const goesOn = !done && may('startRun');
  return (
    <RecordPage
      back={{ href: places.runs, text: t('money.runs') }}
      title={t('fees.run.title', { month: monthText(month) })}
      status={<Status of="run" status={status} />}
      steps={goesOn ? [{ deed: 'goOn', label: t('fees.run.goOn') }] : []}
      idle={nameOf('fees.run.idle', status)}
      hint={
        goesOn && (
          <p class="next-hint" aria-live="polite">
            {nameOf('fees.run.idle', status)}{' '}
            {t('fees.run.soFar', { count: lines.toLocaleString(), sum: money(sum) })}
          </p>
        )
      }
      main={
        <>
          {done && <Files run={run} />}
          <Sums run={run} />
          <RunLines month={month} key={`${status} ${run.returned}`} />
        </>
      }
      side={
        <>
          <Card id="facts" title={t('fees.run.about')}>
            <Facts
              rows={[
                [t('fees.runs.started'), `${instantText(run.startedAt)} · ${whoIs(run.startedBy)}`],
                [t('fees.run.finished'), run.doneAt && instantText(run.doneAt)],
                [t('fees.runs.lines'), lines.toLocaleString()],
                [t('fees.runs.sum'), money(sum)],
                run.returned > 0 && [
                  t('fees.runs.returned'),
                  t('fees.runs.cases', { count: run.returned, sum: money(run.returnedSum) }),
                ],
              ]}
            />
          </Card>
          <History lines={history} untraced />
        </>
      }
      deeds={
        goesOn && (
          <Deed
            name="goOn"
            title={t('fees.run.goOn')}
            lead={t('fees.run.goOnLead')}
            submit={t('fees.run.goOn')}
            initial={{}}
            send={async (_, intent) => {
              await client.write('startRun', { body: { month } }, intent);
              return t('fees.run.wentOn');
            }}
          />
        )
      }
    />
  );
}

/** Files for the carriers. Customer numbers stand in them: their links end, and are for the Chest alone. */
function Files({ run: { files } }: { run: RunSeen }): VNode {
  return (
    <Card id="files" title={t('fees.run.files')}>
      {files.length === 0 && <p class="note">{t('fees.run.noFiles')}</p>}
      <ul class="plain-list payment-files">
        {files.map(({ carrier, name, url, sha256 }) => (
          <li>
            {url ? (
              <a href={url} rel="noopener" download={name}>
                {name}
              </a>
            ) : (
              name
            )}{' '}
            <span class="note">{carrierName(carrier)}</span>
            <p class="note">
              SHA-256 <span class="digest">{sha256}</span>
            </p>
          </li>
        ))}
      </ul>
      {files.length > 0 && (
        <p class="note">{t(files.some(({ url }) => url) ? 'fees.run.linksEnd' : 'fees.run.noLinks')}</p>
      )}
    </Card>
  );
}

function Sums({ run: { carriers } }: { run: RunSeen }): VNode {
  return (
    <Card id="sums" title={t('fees.run.byCarrier')}>
      <QueueTable
        caption={t('fees.run.byCarrier')}
        rows={carriers}
        id={({ carrier }) => carrier}
        brief={({ returned, returnedSum }) =>
          returned > 0 &&
          `${t('fees.runs.returned')} ${t('fees.runs.cases', { count: returned, sum: money(returnedSum) })}`
        }
        columns={[
          { title: t('fees.carrier'), cell: ({ carrier }) => carrierName(carrier) },
          { title: t('fees.runs.lines'), cell: (row) => row.lines.toLocaleString(), numeric: true },
          {
            title: t('fees.runs.returned'),
            show: 'wide',
            cell: ({ returned, returnedSum }) =>
              returned > 0 ? t('fees.runs.cases', { count: returned, sum: money(returnedSum) }) : '',
            numeric: true,
            ifAny: true,
          },
          { title: t('fees.runs.sum'), cell: (row) => money(row.sum), numeric: true },
        ]}
      />
    </Card>
  );
}

import { moneyCity } from 'ithope:city-money';
import { signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { FileDrop } from '../../components/file-drop/file-drop.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { inWords, t } from '../core/words.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { Paged } from '../page/paged.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Status } from '../page/status.tsx';
import { number } from '../partners/partners.tsx';
import { asProblem, type Problem } from '../problem.ts';
import { Refused } from './refused.tsx';
import { periodText } from './saying.tsx';
import { readSent, type Sent, sendStatement } from './upload.ts';

type Line = AnswerOf<'listStatements'>['items'][number];

/** The bank's statements: what was imported, and the field for a new one. */
export function Statements(): VNode {
  return (
    <>
      <div class="page-head">
        <Heading>{t('money.statements')}</Heading>
      </div>
      <MoneyTabs />
      {may('addStatement') && <AddStatement />}
      <Paged<Line>
        title={t('money.statements')}
        what="statements"
        read={(cursor) => client.read('listStatements', { query: { cursor } })}
        empty={t('fund.statements.none')}
      >
        {(rows) => (
          <QueueTable
            caption={t('money.statements')}
            rows={rows}
            id={({ id }) => id}
            href={({ id }) => places.statement(id)}
            brief={(row) => `${periodText(row)} · ${doneText(row)}`}
            columns={[
              { title: t('fund.col.file'), cell: ({ fileName }) => fileName },
              { title: t('fund.col.period'), cell: (row) => periodText(row), show: 'wide' },
              {
                title: t('staff.list.status'),
                cell: ({ status }) => <Status of="statement" status={status} />,
              },
              { title: t('fund.col.entries'), cell: (row) => doneText(row), show: 'wide' },
              { title: t('fund.col.added'), cell: ({ since }) => instantText(since), show: 'wide' },
            ]}
          />
        )}
      </Paged>
    </>
  );
}

/** `거래 12건`, while it is booked how far, afterwards what became of them. */
export function doneText({ status, entries, done, booked, known, aside }: Line): string {
  if (status === 'BOOKING') return t('fund.progressShort', { done: number(done), of: number(entries) });
  if (status !== 'BOOKED') return t('fund.entriesCount', { count: number(entries) });
  return t('fund.outcome', { booked: number(booked), known: number(known), aside: number(aside) });
}

/** Dropping or choosing a file leads on to its preview; what is refused says where and why. */
function AddStatement(): VNode {
  const busy = useSignal(false);
  const refused = useMemo(() => signal<{ problem: Problem; file: string } | undefined>(undefined), []);
  const unnamed = useMemo(() => signal<Sent | undefined>(undefined), []);
  const attempt = async (file: string, work: () => Promise<{ id: string }>) => {
    if (busy.value) return;
    busy.value = true;
    refused.value = undefined;
    try {
      go(places.statement((await work()).id));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'ACCOUNT_NOT_NAMED' && unnamed.value) return;
      unnamed.value = undefined;
      refused.value = { problem, file };
    } finally {
      busy.value = false;
    }
  };
  const send = ([file]: readonly File[]) => {
    if (!file) return;
    unnamed.value = undefined;
    void attempt(file.name, async () => {
      const sent = await sendStatement(file);
      unnamed.value = sent;
      return readSent(sent);
    });
  };
  const { bank, number: account, holder } = moneyCity.fund.account;
  const whose = unnamed.value;
  return (
    <Card id="add" title={t('fund.upload.title')}>
      <FileDrop
        id="statement"
        label={t('fund.upload.label')}
        hint={t('fund.upload.hint')}
        prompt={t(busy.value ? 'fund.upload.reading' : 'fund.upload.prompt')}
        onFiles={send}
      />
      {refused.value && <Refused {...refused.value} />}
      {whose && !busy.value && !refused.value && (
        <Notification tone="warning" title={t('fund.upload.unnamed', { file: whose.fileName })} live>
          <p>{t('fund.upload.whose', { bank: inWords(bank), number: account, holder: inWords(holder) })}</p>
          <div class="button-row">
            <Button size="small" onClick={() => attempt(whose.fileName, () => readSent(whose, true))}>
              {t('fund.upload.isOurs')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              onClick={() => {
                unnamed.value = undefined;
              }}
            >
              {t('fund.upload.isNot')}
            </Button>
          </div>
        </Notification>
      )}
    </Card>
  );
}

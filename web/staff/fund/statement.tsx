import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { number } from '../partners/partners.tsx';
import { Against } from './against.tsx';
import { Booking, Outcome } from './booking.tsx';
import { Preview } from './preview.tsx';
import { balanceText, formatName, periodText } from './saying.tsx';

export type Statement = AnswerOf<'readStatement'>;

/** One file of the bank: what it says, what the books say, its entries, and their booking as far as it has come. */
export function StatementPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readStatement', { params: { id } }));
  return (
    <Show of={loaded} heading={t('money.statements')}>
      {(statement) => (
        <RecordScope id={id} loaded={loaded}>
          <StatementView statement={statement} />
        </RecordScope>
      )}
    </Show>
  );
}

function StatementView({ statement }: { statement: Statement }): VNode {
  const { id, fileName, status, moves, history } = statement;
  const drops = moves.includes('drop') && may('dropStatement');
  const abandons = moves.includes('abandon') && may('abandonStatement');
  return (
    <RecordPage
      back={{ href: places.statements, text: t('money.statements') }}
      title={fileName}
      status={<Status of="statement" status={status} />}
      beside={periodText(statement)}
      steps={[
        ...(drops ? [{ deed: 'drop', label: t('fund.drop.title'), danger: true }] : []),
        ...(abandons ? [{ deed: 'abandon', label: t('fund.abandon.title'), danger: true }] : []),
      ]}
      idle={nameOf('fund.statementIdle', status)}
      hint={(drops || abandons) && <p class="next-hint">{nameOf('fund.statementIdle', status)}</p>}
      main={
        <>
          {status === 'BOOKING' && <Booking statement={statement} />}
          {(status === 'BOOKED' || status === 'ABANDONED') && <Outcome statement={statement} />}
          <Against statement={statement} />
          {status !== 'DROPPED' && status !== 'ABANDONED' && may('previewStatement') && (
            <Preview key={status} statement={statement} />
          )}
        </>
      }
      side={
        <>
          <Card id="facts" title={t('fund.about')}>
            <Facts rows={factsOf(statement)} />
          </Card>
          <History lines={history} />
        </>
      }
      deeds={
        <>
          {abandons && <Abandon id={id} />}
          {drops && (
            <Deed
              name="drop"
              title={t('fund.drop.title')}
              lead={t('fund.drop.lead')}
              submit={t('fund.drop.title')}
              tone="danger"
              initial={{}}
              send={async (_, intent) => {
                await client.write('dropStatement', { params: { id }, body: {} }, intent);
                return t('fund.drop.done');
              }}
            />
          )}
        </>
      }
    />
  );
}

/** The booking ends where it is: its file cannot be read any more. */
function Abandon({ id }: { id: string }): VNode {
  return (
    <Deed
      name="abandon"
      title={t('fund.abandon.title')}
      lead={t('fund.abandon.lead')}
      submit={t('fund.abandon.title')}
      tone="danger"
      initial={{ reason: '' }}
      send={async ({ reason }, intent) => {
        await client.write('abandonStatement', { params: { id }, body: { reason } }, intent);
        return t('fund.abandon.done');
      }}
    >
      {(form) => <NoteField form={form} name="reason" label={t('fund.abandon.reason')} max={300} required />}
    </Deed>
  );
}

function factsOf({ format, history, since, entries, pending, sums, bank }: Statement) {
  return [
    [t('fund.col.format'), formatName(format)],
    [t('fund.col.added'), instantText(history[0]?.at ?? since)],
    [t('fund.col.entries'), t('fund.entriesCount', { count: number(entries) })],
    [t('fund.sums.in'), money(sums.in)],
    [t('fund.sums.out'), money(sums.out)],
    pending > 0 && [t('fund.pending'), t('fund.pendingCount', { count: number(pending) })],
    [t('fund.bank'), balanceText(bank)],
  ] as Parameters<typeof Facts>[0]['rows'];
}

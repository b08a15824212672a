import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { t } from '../core/words.ts';
import { newIntent } from '../intent.ts';
import { Card } from '../page/facts.tsx';
import { useRecord } from '../page/record.tsx';
import { number } from '../partners/partners.tsx';
import { Work } from '../partners/progress.tsx';
import { asProblem, type Problem } from '../problem.ts';
import { foresee } from './forecast.ts';
import type { Preview } from './preview.tsx';
import { Refused } from './refused.tsx';
import { balanceText } from './saying.tsx';
import type { Statement } from './statement.tsx';

interface BeginProps {
  statement: Statement;
  sums: Preview['sums'];
}

/** What will happen, and the decision that it does. */
export function Begin({ statement, sums }: BeginProps): VNode {
  const { id, fileName } = statement;
  const record = useRecord();
  const busy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const begin = async () => {
    if (busy.value) return;
    busy.value = true;
    try {
      const { status, done } = await client.write('bookStatement', { params: { id }, body: {} }, newIntent());
      await record.reload();
      if (status === 'BOOKED') record.say(t('fund.book.done', { count: number(done) }));
    } catch (error) {
      problem.value = asProblem(error);
      busy.value = false;
    }
  };
  return (
    <div class="begin">
      <h3>{t('fund.book.title')}</h3>
      <Forecast id={id} />
      <ul class="plain-list">
        {sums.known.count > 0 && <li>{t('fund.book.known', { count: number(sums.known.count) })}</li>}
        {sums.similar.count > 0 && <li>{t('fund.book.similar', { count: number(sums.similar.count) })}</li>}
        <li>{afterText(statement, sums)}</li>
      </ul>
      {problem.value && <Refused problem={problem.value} file={fileName} />}
      <div class="button-row">
        <Button size="large" aria-disabled={busy.value} onClick={begin} data-deed="book">
          {t(busy.value ? 'staff.form.sending' : 'fund.book.submit')}
        </Button>
      </div>
      <p class="note">{t('fund.book.note')}</p>
    </div>
  );
}

/** What the books will say afterwards, beside what the file says at its end. */
function afterText({ bank, statements }: Statement, { new: added }: Preview['sums']): string {
  const after = bank + added.in - added.out;
  const closing = statements.at(-1)?.closing;
  const values = { after: balanceText(after), closing: balanceText(closing ?? 0) };
  if (closing === undefined) return t('fund.book.after', values);
  return t(closing === after ? 'fund.book.agrees' : 'fund.book.differs', {
    ...values,
    difference: balanceText(Math.abs(closing - after)),
  });
}

function Forecast({ id }: { id: string }): VNode {
  const loaded = useLoad(`forecast ${id}`, () => foresee(id));
  const found = loaded.data.value;
  if (!found) return <p class="note">{t('fund.book.looking')}</p>;
  return (
    <ul class="plain-list" data-forecast>
      {found.seen < found.of && (
        <li class="note">{t('fund.book.seen', { seen: number(found.seen), of: number(found.of) })}</li>
      )}
      <li>{t('fund.book.certain', { count: number(found.certain) })}</li>
      <li>{t('fund.book.waiting', { count: number(found.waiting) })}</li>
      <li>{t('fund.book.unexplained', { count: number(found.unexplained) })}</li>
    </ul>
  );
}

/** A booking as it goes on; whoever opens the page goes on where it was. Whoever may only read sees how far it is. */
export function Booking({ statement: { id, done, entries } }: { statement: Statement }): VNode {
  const told = (at: { done: string; of: string; percent: number }) => t('fund.progress', at);
  return (
    <Card id="booking" title={t('fund.booking.title')}>
      <p class="note">{t('fund.booking.lead')}</p>
      {may('bookStatement') ? (
        <Work
          label={t('fund.booking.title')}
          {...{ done, of: entries, told }}
          goOn={(intent) => client.write('bookStatement', { params: { id }, body: {} }, intent)}
          over={({ status }) => status === 'BOOKED'}
          said={({ of }) => t('fund.book.done', { count: number(of) })}
        />
      ) : (
        <p>
          {told({
            ...{ done: number(done), of: number(entries) },
            percent: Math.floor((100 * done) / Math.max(1, entries)),
          })}
        </p>
      )}
    </Card>
  );
}

/** What the booking did, and where what waits is worked on. */
export function Outcome({ statement: { booked, known, aside } }: { statement: Statement }): VNode {
  return (
    <Notification tone="success" title={t('fund.booked.title')}>
      <p>{t('fund.outcome', { booked: number(booked), known: number(known), aside: number(aside) })}</p>
      <ul class="button-row plain">
        {(['WAITING', 'UNEXPLAINED', ...(aside > 0 ? ['ASIDE' as const] : [])] as const).map((status) => (
          <li>
            <a href={places.entriesIn(status)}>{t(`fund.toQueue.${status}`)}</a>
          </li>
        ))}
        <li>
          <a href={places.reconciliation}>{t('money.reconciliation')}</a>
        </li>
      </ul>
    </Notification>
  );
}

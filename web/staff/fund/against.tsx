import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { dayText } from '../core/time.ts';
import { inWords, t } from '../core/words.ts';
import { Card, Facts } from '../page/facts.tsx';
import { number } from '../partners/partners.tsx';
import { balanceText, periodText, placeText } from './saying.tsx';
import type { Statement } from './statement.tsx';

type Period = Statement['statements'][number];

/** Account, period and balances of each statement in the file, beside those that were imported before. */
export function Against({ statement }: { statement: Statement }): VNode {
  const { bank, number: account, holder } = moneyCity.fund.account;
  const { statements } = statement;
  return (
    <Card id="against" title={t('fund.against.title')}>
      {statements.map((period) => (
        <section key={period.n}>
          {statements.length > 1 && (
            <h3>{t('fund.against.nth', { n: period.n + 1, place: placeText(period.place) })}</h3>
          )}
          <Facts
            rows={[
              [t('fund.against.account'), `${inWords(bank)} ${account} · ${inWords(holder)}`],
              [t('fund.col.period'), periodText(period) || t('fund.against.notSaid')],
              [t('fund.against.opening'), saidText(period.opening)],
              [t('fund.against.closing'), saidText(period.closing)],
              [t('fund.col.entries'), t('fund.entriesCount', { count: number(period.entries) })],
            ]}
          />
          <Before period={period} />
          {period.overlaps.length > 0 && (
            <p class="note">
              {t('fund.against.overlaps')}{' '}
              {period.overlaps.map((one, i) => (
                <>
                  {i > 0 && ', '}
                  <a href={places.statement(one)}>{t('fund.against.other', { n: i + 1 })}</a>
                </>
              ))}
            </p>
          )}
        </section>
      ))}
    </Card>
  );
}

const saidText = (amount: number | undefined): string =>
  amount === undefined ? t('fund.against.notSaid') : balanceText(amount);

/** Whether it goes on from where the statement before it ended. */
function Before({ period: { before, opening } }: { period: Period }): VNode {
  if (!before)
    return <p class="note">{t(opening === undefined ? 'fund.against.noOpening' : 'fund.against.first')}</p>;
  const { day, gap, days, closing } = before;
  const link = <a href={places.statement(before.statement)}>{t('fund.against.see')}</a>;
  const values = { day: dayText(day), closing: money(closing), gap: money(Math.abs(gap)), days };
  if (gap === 0)
    return (
      <p class="note">
        {t('fund.against.goesOn', values)} {link}
      </p>
    );
  return (
    <Notification tone="warning" title={t(gap > 0 ? 'fund.against.more' : 'fund.against.less', values)}>
      <p>
        {t(days > 0 ? 'fund.against.daysMissing' : 'fund.against.somethingMissing', values)} {link}
      </p>
    </Notification>
  );
}

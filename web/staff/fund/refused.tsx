import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import { places } from '../core/places.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import type { Problem } from '../problem.ts';
import { placeText } from './saying.tsx';

/** `12행 3열: 금액이 없거나 숫자가 아닌 거래가 있습니다`: where to look, and why. */
export function refusalText({ code, detail }: Problem): string {
  const reason =
    code === 'UNREADABLE_FILE' ? nameOf('devices.unreadable', String(detail.reason ?? '')) : errorText(code);
  const place = placeText(detail.place);
  return place ? t('fund.upload.at', { place, reason }) : reason;
}

/** Why a file was not taken; nothing of it is kept. */
export function Refused({ problem, file }: { problem: Problem; file: string }): VNode {
  const { code, detail } = problem;
  const known = code === 'STATEMENT_KNOWN' || code === 'OTHER_BOOKING' ? detail.statement : undefined;
  return (
    <Notification tone="error" title={t('fund.upload.refused', { file })} live>
      <p>{refusalText(problem)}</p>
      {code === 'OTHER_ACCOUNT' && <p>{t('fund.upload.ours', { number: moneyCity.fund.account.number })}</p>}
      {typeof known === 'string' && (
        <p>
          <a href={places.statement(known)}>{t('fund.upload.see')}</a>
        </p>
      )}
    </Notification>
  );
}

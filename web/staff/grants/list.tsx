import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client, isIn, may, person } from '../core/session.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { MoneyTabs } from '../money/tabs.tsx';
import { printReference } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { monthText } from './months.ts';
import { planText } from './plans.ts';

type Line = AnswerOf<'listGrants'>['items'][number];
const LISTED: readonly Line['status'][] = ['ACTIVE', 'STOPPED', 'ENDED'];

/** A person who is only in the district group sees the own district; the others may choose one. */
const isBound = () => !isIn('programme', 'chest', 'auditor');
const periodText = ({ firstMonth, lastMonth }: Line): string =>
  `${monthText(firstMonth, 'short')} – ${monthText(lastMonth, 'short')}`;

/** Households whose internet fee is paid, those due soonest first. */
export function Grants(): VNode {
  const bound = isBound();
  const chosen = query.value.get('district') ?? undefined;
  const district = bound ? undefined : chosen;
  const own = person.value?.district;
  return (
    <ListPage<Line>
      title={t('money.grants')}
      lead={
        may('grantFee') && (
          <p class="page-deeds">
            <ButtonLink href={places.newGrant} size="small">
              {t('fees.make')}
            </ButtonLink>
          </p>
        )
      }
      entity="grant"
      groups={[{ statuses: LISTED }]}
      scope={district ?? ''}
      above={
        <>
          <MoneyTabs />
          {bound && own && <p class="page-lead">{t('fees.ownOnly', { district: districtName(own) })}</p>}
          {!bound && <DistrictChoice chosen={chosen} />}
        </>
      }
      read={(status, cursor) =>
        client.read('listGrants', { query: { status: status as Line['status'], district, cursor } })
      }
      id={(row) => row.id}
      href={(row) => places.grant(row.id)}
      empty={(status) => nameOf(may('grantFee') ? 'fees.empty' : 'fees.emptyToRead', status)}
      brief={(row) => `${planText(row.carrier, row.plan)} · ${periodText(row)}`}
      columns={[
        {
          title: t('staff.col.reference'),
          cell: (row) => <span class="code">{printReference(row.reference)}</span>,
        },
        { title: t('fees.plan'), cell: (row) => planText(row.carrier, row.plan), show: 'wide' },
        { title: t('fees.period'), cell: periodText, show: 'wide' },
        { title: t('staff.col.district'), cell: (row) => districtName(row.district), show: 'wide' },
        {
          title: t('fees.paidOf'),
          cell: ({ paid, open }) => t('fees.paidOfMonths', { paid, all: paid + open }),
          show: 'wide',
          numeric: true,
        },
        { title: t('fees.aMonth'), cell: (row) => money(row.fee), show: 'wide', numeric: true },
        { title: t('fees.reserved'), cell: (row) => money(row.reserved), numeric: true },
      ]}
    />
  );
}

function DistrictChoice({ chosen }: { chosen: string | undefined }): VNode {
  return (
    <label class="inline-choice">
      <span>{t('staff.col.district')}</span>
      <select
        class="input select"
        onChange={(event) => go(withQuery({ district: event.currentTarget.value || undefined }))}
      >
        <option value="">{t('staff.applications.everyDistrict')}</option>
        {Object.keys(city.districts).map((code) => (
          <option value={code} selected={code === chosen}>
            {districtName(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import type { AnswerOf } from '../contracts.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { purposeText } from '../fund/saying.tsx';
import { MoneyTabs } from '../money/tabs.tsx';
import { printReference } from '../page/items.ts';
import { ListPage } from '../page/list-page.tsx';
import { referenceFrom } from './reference.ts';

type Line = AnswerOf<'listGifts'>['items'][number];
type Listed = 'ANNOUNCED' | 'BOOKED' | 'RECEIPT_VOIDED';
const STATES: readonly Listed[] = ['ANNOUNCED', 'BOOKED', 'RECEIPT_VOIDED'];

/** Gifts of money that somebody works on, and the way to any other by its reference. */
export function Gifts(): VNode {
  return (
    <ListPage<Line>
      title={t('money.gifts')}
      lead={
        may('announceGiftFor') && (
          <div class="button-row page-deeds">
            <ButtonLink href={places.newGift}>{t('gifts.phone.title')}</ButtonLink>
            <ButtonLink href={places.giftPaper} variant="secondary" icon="print">
              {t('gifts.paper.short')}
            </ButtonLink>
          </div>
        )
      }
      above={
        <>
          <MoneyTabs />
          <Find />
        </>
      }
      entity="gift"
      groups={[{ statuses: STATES }]}
      read={(status, cursor) => client.read('listGifts', { query: { status: status as Listed, cursor } })}
      id={({ id }) => id}
      href={({ id }) => places.gift(id)}
      empty={(status) => nameOf('gifts.empty', status)}
      brief={(row) => [purposeText(row.purpose), nameOf('gifts.ways', row.way), whenText(row)].join(' · ')}
      columns={[
        {
          title: t('staff.col.reference'),
          cell: ({ reference }) => <span class="code">{printReference(reference)}</span>,
        },
        { title: t('ledger.purpose'), cell: ({ purpose }) => purposeText(purpose), show: 'wide' },
        { title: t('gifts.way'), cell: ({ way }) => nameOf('gifts.ways', way), show: 'wide' },
        { title: t('staff.col.giver'), cell: (row) => giverText(row), show: 'wide' },
        { title: t('gifts.when'), cell: (row) => whenText(row), show: 'wide' },
        { title: t('fund.col.amount'), cell: ({ amount }) => money(amount), numeric: true },
      ]}
    />
  );
}

const giverText = ({ giverKind, anonymous }: Line): string =>
  anonymous ? t('gifts.anonymous') : nameOf('staff.givers', giverKind);

/** Until when it is awaited; afterwards when it came. */
function whenText({ booked, awaitedUntil, announcedAt, since }: Line): string {
  if (booked) return t('gifts.cameOn', { day: dayText(booked.day) });
  if (awaitedUntil) return t('gifts.until', { day: dayText(awaitedUntil) });
  return dayText(dayOf(announcedAt ?? since));
}

/** Whatever became of a gift, its reference finds it. */
function Find(): VNode {
  const text = useSignal('');
  const wrong = useSignal(false);
  return (
    <form
      noValidate
      class="find-line"
      onSubmit={(event) => {
        event.preventDefault();
        const reference = referenceFrom(text.value);
        wrong.value = reference === undefined;
        if (reference) go(places.gift(reference));
      }}
    >
      <TextInput
        id="find-gift"
        label={t('gifts.find')}
        hint={t('gifts.referenceHint')}
        error={wrong.value ? t('gifts.findWrong') : undefined}
        width={14}
        maxLength={14}
        autoComplete="off"
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      <Button type="submit" variant="secondary">
        {t('gifts.findGo')}
      </Button>
    </form>
  );
}

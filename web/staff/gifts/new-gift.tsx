import { moneyCity } from 'ithope:city-money';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { amountFrom } from '../form/amount.ts';
import { ChoiceField, NoteField, TextField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import { Trouble } from '../form/trouble.tsx';
import { purposeName } from '../money/accounts.ts';
import { Heading } from '../page/heading.tsx';
import { byLastPart, GiverFields, giverOf, NO_GIVER, wrongGiver } from './giver-fields.tsx';

/** What the Chest may decide. */
const ANY = 'any';

/** A gift that somebody announces on the phone; what to read out to them is on the page that follows. */
export function NewGift(): VNode {
  const registration = useSignal('');
  const { smallestGift } = moneyCity.fund;
  const form = useForm('gift-new', {
    initial: { amount: '', purpose: ANY as string, note: '', ...NO_GIVER },
    fieldOf: { GIFT_TOO_SMALL: 'amount', PURPOSE_UNKNOWN: 'purpose' },
  });
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const values = form.values.value;
    const amount = amountFrom(values.amount);
    const wrong = [
      ...wrongControls(event.currentTarget),
      ...(amount ? [] : [{ path: 'amount', code: 'AMOUNT' }]),
      ...(amount && amount < smallestGift ? [{ path: 'amount', code: 'GIFT_TOO_SMALL' }] : []),
      ...wrongGiver(values),
    ];
    form.wrong.value = [...new Map(wrong.map((one) => [one.path, one])).values()];
    if (wrong.length > 0) return;
    let made = '';
    const taken = await form.send((typed, intent) =>
      byLastPart(async () => {
        const { purpose, note } = typed;
        const body = {
          amount: amountFrom(typed.amount) ?? 0,
          ...(purpose === ANY ? {} : { purpose }),
          ...giverOf(typed, registration.value),
          ...optionalText({ note }),
        };
        made = (await client.write('announceGiftFor', { body }, intent)).id;
      }),
    );
    if (taken) go(`${places.gift(made)}?read`);
  };
  return (
    <>
      <p class="back">
        <a href={places.gifts}>
          <Icon name="back" />
          {t('money.gifts')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('gifts.phone.title')}</Heading>
        <ButtonLink href={places.giftPaper} variant="secondary" icon="print">
          {t('gifts.paper.short')}
        </ButtonLink>
      </div>
      <p class="page-lead">{t('gifts.phone.lead')}</p>
      <form class="card form-page" noValidate id={form.id} onSubmit={send}>
        <Trouble form={form} />
        <TextField
          form={form}
          name="amount"
          label={t('fund.col.amount')}
          hint={t('gifts.phone.amountHint', { least: money(smallestGift) })}
          suffix={t('fund.amount.unit')}
          width={14}
          max={20}
          numeric
          required
        />
        <ChoiceField
          form={form}
          name="purpose"
          label={t('ledger.purpose')}
          required
          choices={[
            ...Object.keys(moneyCity.purposes).map((value) => ({ value, label: purposeName(value) })),
            { value: ANY, label: t('fund.anyPurpose'), hint: t('gifts.phone.anyHint') },
          ]}
        />
        <GiverFields form={form} registration={registration} />
        <NoteField
          form={form}
          name="note"
          label={t('staff.labels.note')}
          hint={t('staff.hints.inside')}
          max={300}
        />
        <div class="button-row form-end">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('gifts.phone.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}

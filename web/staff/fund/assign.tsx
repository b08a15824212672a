import { moneyCity } from 'ithope:city-money';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { ChoiceField, NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { byLastPart, GiverFields, giverOf, NO_GIVER, wrongGiver } from '../gifts/giver-fields.tsx';
import { carrierName, purposeName } from '../money/accounts.ts';
import { AmountField, partOf, wrongAmount } from './amount-field.tsx';
import type { Entry } from './saying.tsx';

const AS = ['GIFT', 'SETTLEMENT', 'CARRIER', 'OTHER'] as const;
type As = (typeof AS)[number];
/** What has a purpose of its own; the others go where the city or a carrier is owed or owes. */
const needsPurpose = (as: As): boolean => as === 'GIFT' || as === 'OTHER';
const WHO = ['nobody', 'known'] as const;

/** Money that nobody announced: a gift, the city's for points, a fee that a carrier sends back, or none of these. */
export function Assign({ entry: { id, rest, proposals } }: { entry: Entry }): VNode {
  // Kept in no draft.
  const registration = useSignal('');
  const settles = proposals[0]?.what === 'settlement';
  return (
    <Deed
      name="assign"
      title={t('fund.deeds.assign')}
      lead={t('fund.assign.lead')}
      submit={t('fund.assign.submit')}
      wide
      initial={{
        as: (settles ? 'SETTLEMENT' : 'GIFT') as As,
        purpose: moneyCity.fund.default as string,
        carrier: '',
        amount: '',
        who: 'nobody' as (typeof WHO)[number],
        note: '',
        ...NO_GIVER,
      }}
      fieldOf={{
        MORE_THAN_REST: 'amount',
        PURPOSE_UNKNOWN: 'purpose',
        CARRIER_UNKNOWN: 'carrier',
        REGISTRATION_NOT_WANTED: 'wants',
      }}
      check={(values) => [
        ...wrongAmount(values.amount, rest),
        ...(values.as === 'CARRIER' && !values.carrier ? [{ path: 'carrier', code: 'REQUIRED' }] : []),
        ...(values.as === 'GIFT' && values.who === 'known' ? wrongGiver(values) : []),
      ]}
      send={(values, intent) =>
        byLastPart(async () => {
          const { as, purpose, carrier, amount, who, note } = values;
          const body = {
            as,
            ...(needsPurpose(as) ? { purpose } : {}),
            ...(as === 'CARRIER' ? { carrier } : {}),
            ...partOf(amount, rest),
            ...(as === 'GIFT' && who === 'known' ? giverOf(values, registration.value) : {}),
            ...optionalText({ note }),
          };
          await client.write('assignEntry', { params: { id }, body }, intent);
          registration.value = '';
          return t('fund.assign.done');
        })
      }
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="as"
            label={t('fund.assign.as')}
            required
            choices={AS.map((value) => ({
              value,
              label: t(value === 'CARRIER' ? 'fund.assign.carrier' : `fund.as.${value}`),
              hint: t(`fund.assign.hints.${value}`),
            }))}
          />
          {form.values.value.as === 'CARRIER' && (
            <SelectField
              form={form}
              name="carrier"
              label={t('fund.explain.carrier')}
              required
              choices={moneyCity.fees.carriers.map(({ code }) => ({ value: code, label: carrierName(code) }))}
            />
          )}
          {needsPurpose(form.values.value.as) && (
            <SelectField
              form={form}
              name="purpose"
              label={t('ledger.purpose')}
              required
              choices={Object.keys(moneyCity.purposes).map((value) => ({ value, label: purposeName(value) }))}
            />
          )}
          <AmountField form={form} rest={rest} />
          {form.values.value.as === 'GIFT' && (
            <>
              <ChoiceField
                form={form}
                name="who"
                label={t('fund.assign.who')}
                required
                choices={WHO.map((value) => ({
                  value,
                  label: t(`fund.assign.${value}`),
                  hint: t(`fund.assign.${value}Hint`),
                }))}
              />
              {form.values.value.who === 'known' && <GiverFields form={form} registration={registration} />}
            </>
          )}
          <NoteField
            form={form}
            name="note"
            label={t('staff.labels.note')}
            hint={t('staff.hints.inside')}
            max={300}
          />
        </>
      )}
    </Deed>
  );
}

import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import type { PageContext } from '../context.ts';
import type { FieldSentences } from './form.tsx';

const KINDS = { resident: 'person', business: 'business corporation' } as const;

/**
 * The registration number for the receipt: only where one is wanted, never required, with what it is for, the law and
 * how it is kept beside it (개인정보 보호법 §24-2). The tab keeps every answer but this one.
 */
export function RegistrationNumber({ context: { t } }: { context: PageContext }): VNode {
  const { number } = t.give.receipt;
  return (
    <div class="when registration" data-when="wantsReceipt=true">
      <Notification title={number.title}>{number.why}</Notification>
      {(['resident', 'business'] as const).map((kind) => (
        <div class="when" data-when={`giver.kind=${KINDS[kind]}`}>
          <TextInput
            id={`registration-${kind}`}
            name="registrationNumber"
            label={number[kind]}
            hint={number[`${kind}Hint`]}
            optional={t.common.optional}
            inputmode="numeric"
            autocomplete="off"
            spellcheck={false}
            maxlength={20}
            width={14}
            data-unkept={kind}
            data-empty={number.empty}
          />
        </div>
      ))}
      <div class="choice" data-new hidden>
        <input
          type="checkbox"
          id="registration-new"
          name="registrationNumberIsNew:flag"
          value="true"
          data-unkept
        />
        <label for="registration-new">{number.isNew}</label>
      </div>
      <p class="note">{number.kept}</p>
      <p class="note">{number.law}</p>
    </div>
  );
}

export const registrationSentences = ({ t }: PageContext): FieldSentences => {
  const { shape, date, check, notWanted } = t.give.receipt.number;
  return {
    registrationNumber: {
      NUMBER_SHAPE: shape,
      NUMBER_DATE: date,
      NUMBER_CHECK: check,
      REQUIRED: shape,
      TOO_LONG: shape,
      REGISTRATION_NOT_WANTED: notWanted,
    },
  };
};

import { Radios } from '../../components/choices/choices.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Anonymous } from '../forms/anonymous.tsx';
import { Consent } from '../forms/consent.tsx';
import {
  AddressFields,
  addressSentences,
  ContactFields,
  contactSentences,
  sentencesOf,
} from '../forms/fields.tsx';
import { StepForm } from '../forms/form.tsx';
import { RegistrationNumber, registrationSentences } from '../forms/registration.tsx';
import { WaysToGive } from '../layout/ways-to-give.tsx';
import type { Page } from '../page.ts';

const GIVERS = ['person', 'business', 'corporation'] as const;

/** Announce a gift of money (POST /api/public/gifts); the transfer itself is made at the giver's own bank. */
export const giveMoney: Page = {
  path: '/give/money/',
  family: 'gift',
  island: 'give',
  title: ({ texts }) => texts.money.give.title,
  description: ({ texts }) => texts.money.give.description,
  body: (context) => {
    const { t, texts, say, words, number, city } = context;
    const { fund } = city;
    const { amount, purpose, who, payer, receipt, consents, done } = texts.money.give;
    const least = { least: number(fund.smallestGift) };
    const { account } = fund;
    return (
      <StepForm
        context={context}
        name="give-money"
        api="/api/public/gifts"
        steps={[
          {
            id: 'amount-step',
            title: amount.title,
            lead: amount.lead,
            body: (
              <>
                <TextInput
                  id="amount"
                  name="amount:amount"
                  label={amount.label}
                  hint={say(amount.hint, least)}
                  required
                  inputmode="numeric"
                  pattern={MONEY}
                  data-least={fund.smallestGift}
                  maxlength={17}
                  autocomplete="transaction-amount"
                  width={14}
                />
                <WaysToGive context={context} here="money" />
              </>
            ),
          },
          {
            id: 'purpose-step',
            title: purpose.title,
            body: (
              <Radios
                id="purpose"
                name="purpose"
                label={purpose.label}
                required
                choices={[
                  ...fund.purposes.map(({ code, name, about }) => ({
                    value: code,
                    label: words(name),
                    hint: words(about),
                  })),
                  { value: '', label: purpose.any, hint: purpose.anyHint },
                ]}
              />
            ),
          },
          {
            id: 'who',
            title: who.title,
            lead: who.lead,
            body: (
              <>
                <Radios
                  id="giver"
                  name="giver.kind"
                  label={t.give.who.kind}
                  required
                  choices={GIVERS.map((kind) => ({ value: kind, label: texts.donations.givers[kind] }))}
                />
                <div class="when" data-when="giver.kind=business corporation">
                  <TextInput
                    id="organisation"
                    name="giver.organisation"
                    label={t.give.who.organisation}
                    required
                    maxlength={80}
                    autocomplete="organization"
                  />
                </div>
                <ContactFields context={context} path="giver.contact" />
                <TextInput
                  id="payer"
                  name="giver.payer"
                  label={payer.label}
                  hint={payer.hint}
                  optional={t.common.optional}
                  maxlength={40}
                  width={24}
                />
              </>
            ),
          },
          {
            id: 'receipt',
            title: t.give.receipt.title,
            lead: receipt.lead,
            body: (
              <>
                <Radios
                  id="wants-receipt"
                  name="wantsReceipt:flag"
                  label={t.give.receipt.label}
                  required
                  choices={[
                    { value: 'true', label: t.give.receipt.yes },
                    { value: 'false', label: t.give.receipt.no },
                    {
                      value: 'anonymous',
                      label: t.give.receipt.anonymous,
                      hint: receipt.anonymousHint,
                    },
                  ]}
                />
                <div class="when" data-when="wantsReceipt=true">
                  <h2>{receipt.address}</h2>
                  <AddressFields context={context} path="giver.address" district={false} />
                </div>
                <RegistrationNumber context={context} />
                <Anonymous />
              </>
            ),
          },
          {
            id: 'consents',
            title: t.give.consents.title,
            lead: t.give.consents.lead,
            body: (
              <>
                <Consent
                  id="privacy"
                  name="consents.privacy:flag"
                  title={t.give.consents.privacy}
                  text={consents.privacyText}
                  agree={t.give.consents.privacyAgree}
                  required
                />
                <Consent
                  id="news"
                  name="consents.news:flag"
                  title={t.give.consents.news}
                  agree={t.give.consents.newsAgree}
                  optional={t.common.optional}
                />
              </>
            ),
          },
        ]}
        sentences={{
          amount: {
            ...sentencesOf({ required: amount.required, invalid: say(amount.invalid, least) }),
            TOO_SMALL: say(amount.invalid, least),
            GIFT_TOO_SMALL: say(amount.invalid, least),
          },
          purpose: sentencesOf({ required: purpose.required }),
          ...contactSentences(context, 'giver.contact'),
          ...addressSentences(context, 'giver.address'),
          'giver.kind': sentencesOf({ required: t.give.who.kindRequired }),
          'giver.organisation': sentencesOf({ required: t.give.who.organisationRequired }),
          ...registrationSentences(context),
          wantsReceipt: sentencesOf({ required: t.give.receipt.required }),
          'consents.privacy': sentencesOf({ required: t.give.consents.privacyRequired }),
        }}
        errors={texts.gifts.errors}
        data={{ timeZone: city.timeZone }}
        check={t.give.check}
        done={{
          title: done.title,
          steps: done.steps.map((step) =>
            say(step, {
              bank: words(account.bank),
              account: account.number,
              holder: words(account.holder),
              days: fund.announcedDays,
            }),
          ),
          follow: done.follow,
          subject: 'gift',
        }}
      />
    );
  },
};

/** Figures, with the commas and the unit that people write. */
const MONEY = '[\\s₩]*[0-9][0-9,\\s]*원?';

import { Checkboxes, Radios } from '../../components/choices/choices.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Anonymous } from '../forms/anonymous.tsx';
import { Consent } from '../forms/consent.tsx';
import { EarmarkFields } from '../forms/earmark.tsx';
import {
  AddressFields,
  addressSentences,
  ContactFields,
  contactSentences,
  sentencesOf,
} from '../forms/fields.tsx';
import { StepForm } from '../forms/form.tsx';
import { ItemConditions, ItemCounts, itemSentences } from '../forms/items.tsx';
import { RegistrationNumber, registrationSentences } from '../forms/registration.tsx';
import { WaysToGive } from '../layout/ways-to-give.tsx';
import type { Page } from '../page.ts';

const GIVERS = ['person', 'business', 'corporation'] as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Offer PCs (POST /api/public/donations). */
export const give: Page = {
  path: '/give/',
  family: 'give',
  island: 'give',
  title: ({ t }) => t.give.title,
  description: ({ t }) => t.give.description,
  body: (context) => {
    const { t, texts, say } = context;
    const { give } = t;
    const { consents } = give;
    return (
      <StepForm
        context={context}
        name="give"
        api="/api/public/donations"
        steps={[
          {
            id: 'what',
            title: give.what.title,
            lead: give.what.lead,
            body: (
              <>
                <ItemCounts context={context} />
                <WaysToGive context={context} here="pcs" />
              </>
            ),
          },
          {
            id: 'condition',
            title: give.condition.title,
            lead: give.condition.lead,
            body: <ItemConditions context={context} />,
          },
          {
            id: 'where',
            title: give.where.title,
            lead: give.where.lead,
            body: (
              <>
                <AddressFields context={context} path="pickup" />
                <Checkboxes
                  id="days"
                  name="preferredDays:list"
                  compact
                  label={give.where.days}
                  optional={t.common.optional}
                  choices={DAYS.map((day) => ({ value: day, label: texts.donations.days[day] }))}
                />
              </>
            ),
          },
          {
            id: 'who',
            title: give.who.title,
            body: (
              <>
                <Radios
                  id="giver"
                  name="giver.kind"
                  label={give.who.kind}
                  required
                  choices={GIVERS.map((kind) => ({ value: kind, label: texts.donations.givers[kind] }))}
                />
                <div class="when" data-when="giver.kind=business corporation">
                  <TextInput
                    id="organisation"
                    name="giver.organisation"
                    label={give.who.organisation}
                    required
                    maxlength={80}
                    autocomplete="organization"
                  />
                </div>
                <ContactFields context={context} path="giver.contact" />
              </>
            ),
          },
          {
            id: 'receipt',
            title: give.receipt.title,
            lead: give.receipt.lead,
            body: (
              <>
                <Radios
                  id="wants-receipt"
                  name="wantsReceipt:flag"
                  label={give.receipt.label}
                  required
                  choices={[
                    { value: 'true', label: give.receipt.yes },
                    { value: 'false', label: give.receipt.no },
                    { value: 'anonymous', label: give.receipt.anonymous, hint: give.receipt.anonymousHint },
                  ]}
                />
                <RegistrationNumber context={context} />
                <Anonymous />
              </>
            ),
          },
          {
            id: 'earmark',
            title: give.earmark.title,
            lead: give.earmark.lead,
            body: <EarmarkFields context={context} />,
          },
          {
            id: 'consents',
            title: consents.title,
            lead: consents.lead,
            body: (
              <>
                <Consent
                  id="privacy"
                  name="consents.privacy:flag"
                  title={consents.privacy}
                  text={consents.privacyText}
                  agree={consents.privacyAgree}
                  required
                />
                <Consent
                  id="erasure"
                  name="consents.erasure:flag"
                  title={consents.erasure}
                  text={consents.erasureText}
                  agree={consents.erasureAgree}
                  required
                />
                <Consent
                  id="news"
                  name="consents.news:flag"
                  title={consents.news}
                  agree={consents.newsAgree}
                  optional={t.common.optional}
                />
              </>
            ),
          },
        ]}
        sentences={{
          ...itemSentences(context),
          ...addressSentences(context, 'pickup'),
          ...contactSentences(context, 'giver.contact'),
          'giver.kind': sentencesOf({ required: give.who.kindRequired }),
          'giver.organisation': sentencesOf({ required: give.who.organisationRequired }),
          ...registrationSentences(context),
          wantsReceipt: sentencesOf({ required: give.receipt.required }),
          'consents.privacy': sentencesOf({ required: consents.privacyRequired }),
          'consents.erasure': sentencesOf({ required: consents.erasureRequired }),
        }}
        errors={texts.donations.errors}
        data={{ timeZone: context.city.timeZone }}
        check={give.check}
        done={{
          title: give.done.title,
          steps: give.done.steps.map((step) => say(step)),
          follow: give.done.follow,
          subject: 'donation',
        }}
      />
    );
  },
};

import { Radios } from '../../components/choices/choices.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Textarea } from '../../components/textarea/textarea.tsx';
import { Consent } from '../forms/consent.tsx';
import {
  AddressFields,
  addressSentences,
  ContactFields,
  contactSentences,
  sentencesOf,
} from '../forms/fields.tsx';
import { StepForm } from '../forms/form.tsx';
import { NeedsFields } from '../forms/needs.tsx';
import type { Page } from '../page.ts';
import { apply } from './apply.tsx';

/** A welfare organisation applies (POST /api/public/applications/organisations). */
export const organisation: Page = {
  path: '/apply/organisation/',
  family: 'apply',
  island: 'form',
  above: [apply],
  title: ({ t }) => t.organisation.title,
  description: ({ t }) => t.organisation.description,
  body: (context) => {
    const { t, texts, city, words, say } = context;
    const { who, contact, where, use, consents } = t.organisation;
    return (
      <StepForm
        context={context}
        name="apply-organisation"
        api="/api/public/applications/organisations"
        steps={[
          {
            id: 'who',
            title: who.title,
            body: (
              <>
                <TextInput
                  id="organisation"
                  name="organisation.name"
                  label={who.name}
                  required
                  maxlength={80}
                  autocomplete="organization"
                />
                <Radios
                  id="organisation-kind"
                  name="organisation.kind"
                  label={who.kind}
                  required
                  choices={city.organisationKinds.map((kind) => ({
                    value: kind.code,
                    label: words(kind.name),
                  }))}
                />
                <TextInput
                  id="number"
                  name="organisation.registrationNumber"
                  label={who.number}
                  hint={who.numberHint}
                  optional={t.common.optional}
                  maxlength={12}
                  width={14}
                  inputmode="numeric"
                />
              </>
            ),
          },
          {
            id: 'contact',
            title: contact.title,
            body: <ContactFields context={context} path="contact" label={t.fields.personInCharge.label} />,
          },
          { id: 'where', title: where.title, body: <AddressFields context={context} path="address" /> },
          {
            id: 'use',
            title: use.title,
            body: (
              <>
                <TextInput
                  id="computers"
                  name="computers:number"
                  label={use.computers}
                  hint={use.computersHint}
                  required
                  inputmode="numeric"
                  pattern="[1-9]|1[0-9]|20"
                  maxlength={2}
                  width={4}
                />
                <TextInput
                  id="people"
                  name="peopleReached:number"
                  label={use.people}
                  required
                  inputmode="numeric"
                  pattern="[1-9][0-9]{0,4}|100000"
                  maxlength={6}
                  width={8}
                />
                <Textarea
                  id="purpose"
                  name="purpose"
                  label={use.purpose}
                  hint={use.purposeHint}
                  required
                  maxlength={500}
                />
              </>
            ),
          },
          { id: 'needs', title: t.needs.title, body: <NeedsFields context={context} /> },
          {
            id: 'consents',
            title: consents.title,
            body: (
              <Consent
                id="privacy"
                name="consents.privacy:flag"
                title={t.give.consents.privacy}
                text={consents.privacyText}
                agree={t.give.consents.privacyAgree}
                required
              />
            ),
          },
        ]}
        sentences={{
          'organisation.name': sentencesOf({ required: who.nameRequired }),
          'organisation.kind': {
            ...sentencesOf({ required: who.kindRequired }),
            CATEGORY_UNKNOWN: who.kindRequired,
          },
          ...contactSentences(context, 'contact', t.fields.personInCharge),
          ...addressSentences(context, 'address'),
          computers: sentencesOf({ required: use.computersRequired, invalid: use.computersInvalid }),
          peopleReached: sentencesOf({ required: use.peopleRequired, invalid: use.peopleInvalid }),
          purpose: sentencesOf({ required: use.purposeRequired }),
          'needs.kind': sentencesOf({ required: t.needs.kindRequired }),
          'consents.privacy': sentencesOf({ required: t.give.consents.privacyRequired }),
        }}
        errors={texts.applications.errors}
        check={t.give.check}
        done={{
          title: t.applied.title,
          steps: t.applied.steps.map((step) => say(step)),
          follow: t.applied.follow,
          subject: 'application',
        }}
      />
    );
  },
};

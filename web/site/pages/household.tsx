import { Radios } from '../../components/choices/choices.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Textarea } from '../../components/textarea/textarea.tsx';
import {
  AddressFields,
  addressSentences,
  ContactFields,
  contactSentences,
  DistrictField,
  sentencesOf,
} from '../forms/fields.tsx';
import { StepForm } from '../forms/form.tsx';
import { HouseholdConsents, householdConsentSentences } from '../forms/household-consents.tsx';
import { NeedsFields } from '../forms/needs.tsx';
import { PhaseGate, phaseDataOf } from '../forms/phase-gate.tsx';
import type { Page } from '../page.ts';
import { apply } from './apply.tsx';

/** A household applies (POST /api/public/applications/households). */
export const household: Page = {
  path: '/apply/household/',
  family: 'apply',
  island: 'household',
  above: [apply],
  title: ({ t }) => t.household.title,
  description: ({ t }) => t.household.description,
  body: (context) => {
    const { t, texts, city, words, say } = context;
    const { district, who, where, category, reason, consents } = t.household;
    return (
      <StepForm
        context={context}
        name="apply-household"
        api="/api/public/applications/households"
        data={phaseDataOf(context)}
        steps={[
          {
            id: 'district-step',
            title: district.title,
            lead: district.lead,
            body: (
              <>
                <DistrictField context={context} path="address" />
                <PhaseGate context={context} />
              </>
            ),
          },
          {
            id: 'who',
            title: who.title,
            body: (
              <>
                <ContactFields context={context} path="contact" />
                <TextInput
                  id="birth"
                  name="birthDate:date"
                  label={who.birth}
                  hint={who.birthHint}
                  required
                  inputmode="numeric"
                  pattern="(19|20)[0-9]{2}[.\-]?[0-9]{2}[.\-]?[0-9]{2}"
                  maxlength={10}
                  autocomplete="bday"
                  width={14}
                />
              </>
            ),
          },
          {
            id: 'where',
            title: where.title,
            body: <AddressFields context={context} path="address" district={false} />,
          },
          {
            id: 'category-step',
            title: category.title,
            lead: category.lead,
            body: (
              <>
                <Radios
                  id="category"
                  name="category"
                  label={category.label}
                  required
                  choices={city.householdCategories.map((one) => ({
                    value: one.code,
                    label: words(one.name),
                  }))}
                />
                <TextInput
                  id="size"
                  name="householdSize:number"
                  label={category.size}
                  required
                  inputmode="numeric"
                  pattern="[1-9]|1[0-5]"
                  maxlength={2}
                  width={4}
                />
              </>
            ),
          },
          {
            id: 'needs-step',
            title: t.needs.title,
            body: (
              <>
                <NeedsFields context={context} />
                <Textarea
                  id="reason"
                  name="reason"
                  label={reason.label}
                  hint={reason.hint}
                  optional={t.common.optional}
                  maxlength={500}
                />
              </>
            ),
          },
          { id: 'consents', title: consents.title, body: <HouseholdConsents context={context} /> },
        ]}
        sentences={{
          ...contactSentences(context, 'contact'),
          ...addressSentences(context, 'address'),
          birthDate: {
            ...sentencesOf({ required: who.birthRequired, invalid: who.birthInvalid }),
            BIRTH_DATE_IN_FUTURE: texts.applications.errors.BIRTH_DATE_IN_FUTURE,
          },
          category: { ...sentencesOf({ required: category.required }), CATEGORY_UNKNOWN: category.required },
          householdSize: sentencesOf({ required: category.sizeRequired, invalid: category.sizeInvalid }),
          'needs.kind': sentencesOf({ required: t.needs.kindRequired }),
          ...householdConsentSentences(context),
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

import type { VNode } from 'preact';
import type { PageContext } from '../context.ts';
import { Consent } from './consent.tsx';
import { sentencesOf } from './fields.tsx';
import type { FieldSentences } from './form.tsx';

/** Data of the person, welfare and disability data (PIPA §23: by itself), and the look-up that spares papers. */
export function HouseholdConsents({ context }: { context: PageContext }): VNode {
  const { t } = context;
  const { consents } = t.household;
  return (
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
        id="sensitive"
        name="consents.sensitive:flag"
        title={consents.sensitive}
        text={consents.sensitiveText}
        agree={consents.sensitiveAgree}
        required
      />
      <Consent
        id="look-up"
        name="consents.lookUp:flag"
        title={consents.lookUp}
        text={consents.lookUpText}
        agree={consents.lookUpAgree}
        optional={t.common.optional}
      />
    </>
  );
}

export const householdConsentSentences = ({ t }: PageContext): FieldSentences => ({
  'consents.privacy': sentencesOf({ required: t.give.consents.privacyRequired }),
  'consents.sensitive': sentencesOf({ required: t.household.consents.sensitiveRequired }),
});

import { city } from 'ithope:city';
import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { drafts } from '../core/drafts.ts';
import { places } from '../core/places.ts';
import { query } from '../core/router.ts';
import { dayText } from '../core/time.ts';
import { categoryName, districtName, inWords, nameOf, t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { isUnder14 } from './fields.tsx';
import {
  blankHousehold,
  blankOrganisation,
  formId,
  type HouseholdValues,
  type OrganisationValues,
  type Shared,
  WISHES,
} from './values.ts';

/** The form as it is filled in, to be signed by hand; what is still empty is a line to write on. */
export function AssistedPaper(): VNode {
  const organisation = query.value.get('kind') === 'organisation';
  const kind = organisation ? 'organisation' : 'household';
  return (
    <>
      <p class="back no-print">
        <a href={`${places.newApplication}?kind=${kind}`}>
          <Icon name="back" />
          {t('assisted.title')}
        </a>
      </p>
      <div class="page-head no-print">
        <Heading>{t('assisted.paper.title')}</Heading>
        <Button icon="print" onClick={() => print()}>
          {t('staff.sheet.printNow')}
        </Button>
      </div>
      <p class="page-lead no-print">{t('assisted.paper.lead')}</p>
      <article class="paper">
        <header>
          <p>{inWords(city.programme)}</p>
          <h2>{t(organisation ? 'assisted.paper.organisation' : 'assisted.paper.household')}</h2>
        </header>
        {organisation ? (
          <Organisation values={filled(kind, blankOrganisation())} />
        ) : (
          <Household values={filled(kind, blankHousehold())} />
        )}
        <footer>
          {inWords(city.programme)} · {city.phone}
        </footer>
      </article>
    </>
  );
}

const filled = <V extends Shared>(kind: 'household' | 'organisation', blank: V): V => ({
  ...blank,
  ...drafts.read<V>(formId(kind))?.values,
});

/** One answer, or a line to write on. */
const Line = ({ label, value }: { label: string; value: string | undefined }): VNode => (
  <tr>
    <th scope="row">{label}</th>
    <td class={value ? undefined : 'to-fill'}>{value}</td>
  </tr>
);
const Part = ({ title, children }: { title: string; children: ComponentChildren }): VNode => (
  <section>
    <h3>{title}</h3>
    <table>
      <tbody>{children}</tbody>
    </table>
  </section>
);
const wishesOf = ({ wishes }: Shared): string =>
  WISHES.filter((one) => wishes.includes(one))
    .map((one) => t(`staff.applications.need.${one}`))
    .join(', ');
const addressOf = ({ district, postcode, street, detail }: Shared): string =>
  street ? `(${postcode}) ${districtName(district)} ${street} ${detail}`.trim() : '';

function Reach({ values }: { values: Shared }): VNode {
  const { fullName, phone, email } = values;
  return (
    <>
      <Line label={t('staff.contact.name')} value={fullName} />
      <Line label={t('staff.contact.phone')} value={phone} />
      <Line label={t('staff.contact.email')} value={email} />
      <Line label={t('staff.contact.address')} value={addressOf(values)} />
    </>
  );
}

function Wanted({ values, children }: { values: Shared; children?: ComponentChildren }): VNode {
  return (
    <Part title={t('staff.applications.needs')}>
      <Line label={t('staff.applications.wants')} value={nameOf('assisted.machines', values.machine)} />
      <Line label={t('assisted.wishes')} value={wishesOf(values)} />
      {children}
    </Part>
  );
}

function Consent({ title, text, agree }: { title: string; text: string; agree: string }): VNode {
  return (
    <section>
      <h3>{title}</h3>
      <p>{text}</p>
      <p>
        <span class="tick">{agree}</span>
      </p>
    </section>
  );
}

function Signature({ guardian }: { guardian: boolean }): VNode {
  return (
    <section>
      <p class="sign-line">{t('assisted.paper.sign')}</p>
      {guardian && <p class="sign-line">{t('assisted.paper.signGuardian')}</p>}
    </section>
  );
}

function Household({ values }: { values: HouseholdValues }): VNode {
  const { birthDate, category, householdSize, reason, guardianName } = values;
  const young = isUnder14(birthDate);
  return (
    <>
      <Part title={t('assisted.person')}>
        <Reach values={values} />
        <Line label={t('assisted.birthDate')} value={birthDate && dayText(birthDate)} />
        {young && <Line label={t('assisted.guardian')} value={guardianName} />}
        <Line label={t('staff.col.category')} value={category && categoryName(category)} />
        <Line label={t('staff.applications.householdSize')} value={householdSize} />
      </Part>
      <Wanted values={values}>
        <Line label={t('staff.applications.reason')} value={reason} />
      </Wanted>
      <Consent
        title={t('assisted.privacy')}
        text={t('assisted.privacyText')}
        agree={t('assisted.paper.agree')}
      />
      <Consent
        title={t('assisted.sensitive')}
        text={t('assisted.sensitiveText')}
        agree={t('assisted.paper.agree')}
      />
      <Consent
        title={t('assisted.lookUp')}
        text={t('assisted.lookUpText')}
        agree={t('assisted.paper.agree')}
      />
      <Signature guardian={young} />
    </>
  );
}

function Organisation({ values }: { values: OrganisationValues }): VNode {
  const { organisation, organisationKind, registrationNumber, computers, peopleReached, purpose, place } =
    values;
  return (
    <>
      <Part title={t('organisations.about')}>
        <Line label={t('organisations.name')} value={organisation} />
        <Line label={t('organisations.kind')} value={organisationKind && categoryName(organisationKind)} />
        <Line label={t('organisations.number')} value={registrationNumber} />
      </Part>
      <Part title={t('assisted.inCharge')}>
        <Reach values={values} />
      </Part>
      <Part title={t('assisted.use')}>
        <Line label={t('assisted.computers')} value={computers} />
        <Line label={t('staff.applications.peopleReached')} value={peopleReached} />
        <Line label={t('staff.applications.purpose')} value={purpose} />
        <Line label={t('assisted.place')} value={place} />
      </Part>
      <Wanted values={values} />
      <Consent
        title={t('assisted.privacy')}
        text={t('assisted.privacyOrganisationText')}
        agree={t('assisted.paper.agree')}
      />
      <Signature guardian={false} />
    </>
  );
}

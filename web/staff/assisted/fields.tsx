import { city } from 'ithope:city';
import { applicationsCity } from 'ithope:city-applications';
import type { VNode } from 'preact';
import { dayOf } from '../core/time.ts';
import { districtName, inWords, nameOf, t } from '../core/words.ts';
import { ChoiceField, DayField, ManyField, NoteField, SelectField, TextField } from '../form/bind.tsx';
import type { Form, Values } from '../form/form.ts';
import {
  type HouseholdValues,
  MACHINES,
  NETWORKS,
  type OrganisationValues,
  type Shared,
  WISHES,
} from './values.ts';

const wordsOf = (
  list: readonly { readonly code: string; readonly name: Readonly<Record<string, string>> }[],
) => list.map(({ code, name }) => ({ value: code, label: inWords(name) }));
// A form of more fields is one of these fields too.
const sharedOf = <V extends Shared>(form: Form<V & Values>) => form as unknown as Form<Shared>;

/** Who a household is, what it needs, what it has agreed to on paper: the questions of the public form. */
export function HouseholdFields({ form }: { form: Form<HouseholdValues> }): VNode {
  const shared = sharedOf(form);
  const young = isUnder14(form.values.value.birthDate);
  return (
    <>
      <fieldset class="form-part">
        <legend>{t('assisted.person')}</legend>
        <Contact form={shared} name={t('staff.contact.name')} />
        <DayField form={form} name="birthDate" label={t('assisted.birthDate')} max={dayOf()} required />
        {young && (
          <>
            <p class="note">{t('assisted.guardianLead')}</p>
            <TextField
              form={form}
              name="guardianName"
              label={t('assisted.guardian')}
              width={14}
              max={60}
              required
            />
            <TextField
              form={form}
              name="guardianPhone"
              label={t('assisted.guardianPhone')}
              width={14}
              max={30}
              numeric
            />
          </>
        )}
      </fieldset>
      <Where form={shared} title={t('assisted.home')} />
      <fieldset class="form-part">
        <legend>{t('assisted.category')}</legend>
        <SelectField
          form={form}
          name="category"
          label={t('staff.col.category')}
          required
          choices={wordsOf(applicationsCity.householdCategories)}
        />
        <TextField
          form={form}
          name="householdSize"
          label={t('staff.applications.householdSize')}
          suffix={t('assisted.peopleUnit')}
          width={4}
          max={2}
          numeric
          required
        />
      </fieldset>
      <Needs form={shared}>
        <NoteField form={form} name="reason" label={t('staff.applications.reason')} max={500} />
      </Needs>
      <fieldset class="form-part">
        <legend>{t('assisted.consents')}</legend>
        <Agreed
          form={shared}
          name="privacy"
          label={t('assisted.privacy')}
          hint={t('assisted.privacyText')}
          required
        />
        <Agreed
          form={form}
          name="sensitive"
          label={t('assisted.sensitive')}
          hint={t('assisted.sensitiveText')}
          required
        />
        <Agreed form={form} name="lookUp" label={t('assisted.lookUp')} hint={t('assisted.lookUpText')} />
        <SignedOn form={shared} />
      </fieldset>
    </>
  );
}

/** Which organisation it is, what the PCs are for and where they will stand: the questions of the public form. */
export function OrganisationFields({ form }: { form: Form<OrganisationValues> }): VNode {
  const shared = sharedOf(form);
  const { place } = form.values.value;
  return (
    <>
      <fieldset class="form-part">
        <legend>{t('organisations.about')}</legend>
        <TextField
          form={form}
          name="organisation"
          label={t('organisations.name')}
          width={24}
          max={80}
          required
        />
        <SelectField
          form={form}
          name="organisationKind"
          label={t('organisations.kind')}
          required
          choices={wordsOf(applicationsCity.organisationKinds)}
        />
        <TextField
          form={form}
          name="registrationNumber"
          label={t('organisations.number')}
          width={14}
          max={12}
          numeric
        />
      </fieldset>
      <fieldset class="form-part">
        <legend>{t('assisted.inCharge')}</legend>
        <Contact form={shared} name={t('staff.contact.name')} />
      </fieldset>
      <Where form={shared} title={t('assisted.seat')} />
      <fieldset class="form-part">
        <legend>{t('assisted.use')}</legend>
        <TextField
          form={form}
          name="computers"
          label={t('assisted.computers')}
          suffix={t('assisted.computersUnit')}
          width={4}
          max={2}
          numeric
          required
        />
        <TextField
          form={form}
          name="peopleReached"
          label={t('staff.applications.peopleReached')}
          suffix={t('assisted.peopleUnit')}
          width={8}
          max={6}
          numeric
          required
        />
        <NoteField form={form} name="purpose" label={t('staff.applications.purpose')} max={500} required />
        <TextField
          form={form}
          name="place"
          label={t('assisted.place')}
          hint={t('assisted.placeHint')}
          width={24}
          max={80}
        />
        {place.trim() !== '' && (
          <>
            <ChoiceField
              form={form}
              name="network"
              row
              label={t('assisted.network')}
              required
              choices={NETWORKS.map((value) => ({ value, label: nameOf('assisted.networks', value) }))}
            />
            <TextField form={form} name="placePerson" label={t('assisted.placePerson')} width={14} max={60} />
            <TextField
              form={form}
              name="placePhone"
              label={t('assisted.placePhone')}
              width={14}
              max={30}
              numeric
            />
          </>
        )}
      </fieldset>
      <Needs form={shared} />
      <fieldset class="form-part">
        <legend>{t('assisted.consents')}</legend>
        <Agreed
          form={shared}
          name="privacy"
          label={t('assisted.privacy')}
          hint={t('assisted.privacyOrganisationText')}
          required
        />
        <SignedOn form={shared} />
      </fieldset>
    </>
  );
}

/** Under 14 a guardian signs too (PIPA §22-2). */
export function isUnder14(birthDate: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(birthDate)) return false;
  return `${Number(birthDate.slice(0, 4)) + 14}${birthDate.slice(4)}` > dayOf();
}

function Contact({ form, name }: { form: Form<Shared>; name: string }): VNode {
  return (
    <>
      <TextField form={form} name="fullName" label={name} width={14} max={60} required />
      <TextField
        form={form}
        name="phone"
        label={t('staff.contact.phone')}
        hint={t('assisted.phoneHint')}
        width={14}
        max={30}
        numeric
      />
      <TextField form={form} name="email" label={t('staff.contact.email')} width={24} max={254} />
      <SelectField
        form={form}
        name="language"
        label={t('assisted.language')}
        required
        choices={applicationsCity.messageLanguages.map(({ code, name: own }) => ({
          value: code,
          label: own,
        }))}
      />
    </>
  );
}

function Where({ form, title }: { form: Form<Shared>; title: string }): VNode {
  return (
    <fieldset class="form-part">
      <legend>{title}</legend>
      <SelectField
        form={form}
        name="district"
        label={t('staff.col.district')}
        required
        choices={Object.keys(city.districts).map((value) => ({ value, label: districtName(value) }))}
      />
      <TextField
        form={form}
        name="postcode"
        label={t('assisted.postcode')}
        width={8}
        max={5}
        numeric
        required
      />
      <TextField form={form} name="street" label={t('assisted.street')} width={24} max={120} required />
      <TextField form={form} name="detail" label={t('assisted.detail')} width={24} max={120} />
    </fieldset>
  );
}

function Needs({ form, children }: { form: Form<Shared>; children?: VNode }): VNode {
  return (
    <fieldset class="form-part">
      <legend>{t('staff.applications.needs')}</legend>
      <ChoiceField
        form={form}
        name="machine"
        row
        label={t('staff.applications.wants')}
        required
        choices={MACHINES.map((value) => ({ value, label: nameOf('assisted.machines', value) }))}
      />
      <ManyField
        form={form}
        name="wishes"
        label={t('assisted.wishes')}
        choices={WISHES.map((value) => ({ value, label: t(`staff.applications.need.${value}`) }))}
      />
      {children}
    </fieldset>
  );
}

function Agreed<V extends Values>({
  form,
  name,
  label,
  hint,
  required,
}: {
  form: Form<V>;
  name: keyof V & string;
  label: string;
  hint: string;
  required?: boolean;
}): VNode {
  return (
    <ManyField
      form={form}
      name={name}
      label={label}
      hint={hint}
      {...(required && { required })}
      choices={[{ value: 'yes', label: t('assisted.signed') }]}
    />
  );
}

function SignedOn({ form }: { form: Form<Shared> }): VNode {
  return (
    <DayField
      form={form}
      name="signedOn"
      label={t('assisted.signedOn')}
      hint={t('assisted.signedOnHint')}
      max={dayOf()}
      required
    />
  );
}

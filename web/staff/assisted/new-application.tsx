import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client } from '../core/session.ts';
import { dayOf } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { wrongControls } from '../form/check.ts';
import { type Form, useForm, type Values } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { Heading } from '../page/heading.tsx';
import { asProblem, Problem } from '../problem.ts';
import { HouseholdFields, OrganisationFields } from './fields.tsx';
import {
  blankHousehold,
  blankOrganisation,
  formId,
  householdOf,
  KINDS,
  type Kind,
  organisationOf,
  typedInto,
  wrongHousehold,
  wrongOrganisation,
} from './values.ts';

const kindOf = (): Kind => (query.value.get('kind') === 'organisation' ? 'organisation' : 'household');

/** An application that staff enter for somebody who does not use the web; its consents are signed on paper. */
export function NewApplication(): VNode {
  const kind = kindOf();
  return (
    <>
      <p class="back">
        <a href={places.applications}>
          <Icon name="back" />
          {t('staff.nav.applications')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('assisted.title')}</Heading>
        <ButtonLink href={places.applicationPaper(kind)} variant="secondary" icon="print">
          {t('assisted.print')}
        </ButtonLink>
      </div>
      <p class="page-lead">{t('assisted.lead')}</p>
      <nav class="status-choice" aria-label={t('assisted.who')}>
        <ul>
          {KINDS.map((one) => (
            <li>
              <a href={withQuery({ kind: one })} aria-current={one === kind ? 'page' : undefined}>
                {nameOf('staff.applications.kinds', one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {kind === 'household' ? <Household key="household" /> : <Organisation key="organisation" />}
    </>
  );
}

/** Does the work; the server's `contact.email` is the form's `email`. @throws Problem */
async function asTyped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, status, detail, requestId, fields } = asProblem(error);
    const named = fields.map((one) => ({ ...one, path: typedInto(one.path) }));
    throw new Problem(code, status, { detail: { ...detail }, fields: named, requestId });
  }
}

interface SendProps<V extends Values> {
  form: Form<V>;
  wrong: (values: V, today: string) => { path: string; code: string }[];
  apply: (values: V, intent: string) => Promise<{ id: string }>;
  children: VNode;
}

/** The form's frame: checks what the browser cannot, sends, and goes on to the new application. */
function AssistedForm<V extends Values>({ form, wrong, apply, children }: SendProps<V>): VNode {
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const found = [...wrongControls(event.currentTarget), ...wrong(form.values.value, dayOf())];
    form.wrong.value = [...new Map(found.map((one) => [one.path, one])).values()];
    if (found.length > 0) return;
    let made = '';
    const taken = await form.send((values, intent) =>
      asTyped(async () => {
        made = (await apply(values, intent)).id;
      }),
    );
    if (taken) go(places.application(made));
  };
  return (
    <form class="card form-page" noValidate id={form.id} onSubmit={send}>
      <Trouble form={form} />
      {children}
      <div class="button-row form-end">
        <Button type="submit" aria-disabled={form.busy.value}>
          {form.busy.value ? t('staff.form.sending') : t('assisted.submit')}
        </Button>
      </div>
    </form>
  );
}

const PHASE = {
  PHASE_CLOSED: 'district',
  HOUSEHOLD_HAS_ONE: 'fullName',
  OTHER_DISTRICT: 'district',
} as const;

function Household(): VNode {
  const form = useForm(formId('household'), { initial: blankHousehold(), fieldOf: PHASE });
  return (
    <AssistedForm
      form={form}
      wrong={wrongHousehold}
      apply={(values, intent) =>
        client.write('applyForHouseholdAssisted', { body: householdOf(values) }, intent)
      }
    >
      <HouseholdFields form={form} />
    </AssistedForm>
  );
}

function Organisation(): VNode {
  const form = useForm(formId('organisation'), { initial: blankOrganisation(), fieldOf: PHASE });
  return (
    <AssistedForm
      form={form}
      wrong={wrongOrganisation}
      apply={(values, intent) =>
        client.write('applyForOrganisationAssisted', { body: organisationOf(values) }, intent)
      }
    >
      <OrganisationFields form={form} />
    </AssistedForm>
  );
}

import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client } from '../core/session.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { ManyField, SelectField, TextField } from '../form/bind.tsx';
import { wrongControls } from '../form/check.ts';
import { useForm } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { Heading } from '../page/heading.tsx';
import { legalBasisText } from './legal-basis.ts';

const KINDS = ['household', 'organisation'] as const;
type Basis = 'CHEST' | 'DIGITAL_INCLUSION_24' | 'ORDINANCE';
const MOST = 5000;

/** Orders a plan: what it is for. What is left empty is not narrowed; nothing is allotted by a machine alone. */
export function Computation(): VNode {
  const form = useForm('computation', {
    initial: {
      legalBasis: 'CHEST',
      limit: '',
      kinds: [] as string[],
      districts: [] as string[],
    },
    fieldOf: { DISTRICT_UNKNOWN: 'districts' },
  });
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const typed = form.values.value.limit.trim();
    const limit = Number(typed);
    const fine = typed === '' || (/^\d{1,4}$/.test(typed) && limit >= 1 && limit <= MOST);
    form.wrong.value = [
      ...wrongControls(event.currentTarget),
      ...(fine ? [] : [{ path: 'limit', code: 'PLAN_LIMIT' }]),
    ];
    if (form.wrong.value.length > 0) return;
    let made = '';
    const taken = await form.send(async ({ legalBasis, kinds, districts }, intent) => {
      const body = {
        legalBasis: legalBasis as Basis,
        ...(typed === '' ? {} : { limit }),
        ...(kinds.length > 0 ? { kinds: kinds as (typeof KINDS)[number][] } : {}),
        ...(districts.length > 0 ? { districts } : {}),
      };
      made = (await client.write('computeAllotment', { body }, intent)).id;
    });
    if (taken) go(places.allotment(made));
  };
  return (
    <>
      <p class="back">
        <a href={places.allotments}>
          <Icon name="back" />
          {t('staff.nav.allotments')}
        </a>
      </p>
      <div class="page-head">
        <Heading>{t('allotments.newPlan')}</Heading>
      </div>
      <p class="page-lead">{t('allotments.compute.lead')}</p>
      <form class="card form-page" noValidate id={form.id} onSubmit={send}>
        <Trouble form={form} />
        <SelectField
          form={form}
          name="legalBasis"
          label={t('staff.labels.legalBasis')}
          hint={t('allotments.compute.basisHint')}
          required
          choices={city.legalBases.map(({ code }) => ({ value: code, label: legalBasisText(code) }))}
        />
        <TextField
          form={form}
          name="limit"
          label={t('allotments.compute.limit')}
          hint={t('allotments.compute.limitHint')}
          suffix={t('staff.items.unit')}
          width={8}
          max={4}
          numeric
        />
        <ManyField
          form={form}
          name="kinds"
          label={t('allotments.compute.kinds')}
          hint={t('allotments.compute.allHint')}
          choices={KINDS.map((value) => ({ value, label: nameOf('staff.applications.kinds', value) }))}
        />
        <div class="columns-choice">
          <ManyField
            form={form}
            name="districts"
            label={t('allotments.compute.districts')}
            hint={t('allotments.compute.allHint')}
            choices={Object.keys(city.districts).map((value) => ({ value, label: districtName(value) }))}
          />
        </div>
        <div class="button-row form-end">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('allotments.compute.submit')}
          </Button>
        </div>
      </form>
      <p class="note">{t('allotments.compute.reserves')}</p>
    </>
  );
}

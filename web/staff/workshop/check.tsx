import type { VNode } from 'preact';
import { client, person } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { fieldId, NoteField, SelectField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import type { Device } from './device.tsx';

/** The contract's list of checks, without shipping its schema. */
const CHECKS = ['starts', 'screen', 'keyboard', 'pointer', 'network', 'sound', 'ports', 'clean'] as const;
type Name = (typeof CHECKS)[number];
type Result = 'pass' | 'fail' | 'none';
const RESULTS: readonly Result[] = ['pass', 'fail', 'none'];
type Letter = 'A' | 'B' | 'C' | 'D' | 'E';
interface Values extends Readonly<Record<string, unknown>> {
  readonly checks: Partial<Record<Name, Result>>;
  readonly appearance: Letter | '';
  readonly functionality: Exclude<Letter, 'E'> | '';
  readonly battery: Letter | '';
  readonly note: string;
}
const failed = ({ checks }: Values) => Object.values(checks).includes('fail');

/** A second person checks every item; passed means graded and ready, failed means back to work. */
export function Check({ device }: { device: Device }): VNode {
  const { id, kind, lastWorker } = device;
  const hasBattery = kind === 'laptop' || kind === 'tablet';
  return (
    <Deed<Values>
      name="check"
      wide
      title={t('devices.moves.check')}
      lead={lastWorker === person.value?.id ? t('devices.check.samePersonWhy') : t('devices.check.lead')}
      submit={t('devices.check.submit')}
      initial={{ checks: {}, appearance: '', functionality: '', battery: '', note: '' }}
      fieldOf={{ CHECK_INCOMPLETE: 'checks' }}
      check={(values) => [
        ...CHECKS.filter((name) => values.checks[name] === undefined).map((name) => ({
          path: `checks.${name}`,
          code: 'REQUIRED',
        })),
        ...(failed(values)
          ? []
          : (['appearance', 'functionality'] as const)
              .filter((name) => values[name] === '')
              .map((name) => ({ path: name, code: 'REQUIRED' }))),
      ]}
      send={async (values, intent) => {
        const checks = values.checks as Record<Name, Result>;
        const { appearance, functionality, battery } = values;
        const grade =
          !failed(values) && appearance !== '' && functionality !== ''
            ? { grade: { appearance, functionality, ...(hasBattery && battery !== '' ? { battery } : {}) } }
            : {};
        const body = { checks, ...grade, ...optionalText({ note: values.note }) };
        const { status } = await client.write('checkDevice', { params: { id }, body }, intent);
        return t(status === 'READY' ? 'devices.check.passed' : 'devices.check.failed');
      }}
    >
      {(form) => (
        <>
          <Checklist form={form} />
          {failed(form.values.value) ? (
            <p class="note">{t('devices.check.backToWork')}</p>
          ) : (
            <div class="grades">
              <GradeField form={form} name="appearance" letters="ABCDE" required />
              <GradeField form={form} name="functionality" letters="ABCD" required />
              {hasBattery && <GradeField form={form} name="battery" letters="ABCDE" />}
            </div>
          )}
          <NoteField form={form} name="note" label={t('staff.labels.note')} max={500} />
        </>
      )}
    </Deed>
  );
}

type GradeName = 'appearance' | 'functionality' | 'battery';
function GradeField(props: {
  form: Form<Values>;
  name: GradeName;
  letters: string;
  required?: boolean;
}): VNode {
  const { form, name, letters, required } = props;
  const choices = [...letters].map((value) => ({ value, label: nameOf(`devices.grade.${name}`, value) }));
  return (
    <SelectField
      form={form}
      name={name}
      label={nameOf('staff.labels', name)}
      choices={choices}
      {...(required && { required })}
    />
  );
}

/** One row per item, three answers; the arrow keys move within a row. */
function Checklist({ form }: { form: Form<Values> }): VNode {
  const { checks } = form.values.value;
  const wrong = (name: Name) => form.wrong.value.some(({ path }) => path === `checks.${name}`);
  return (
    <div class="checklist" id={fieldId(form, 'checks')}>
      {CHECKS.map((name) => (
        <fieldset
          id={fieldId(form, `checks.${name}`)}
          class={wrong(name) ? 'check-row field-wrong' : 'check-row'}
        >
          <legend>
            {nameOf('devices.check.items', name)}
            {wrong(name) && <span class="field-error">{t('staff.fields.REQUIRED')}</span>}
          </legend>
          <div class="segments">
            {RESULTS.map((result) => {
              const id = fieldId(form, `checks-${name}-${result}`);
              return (
                <span class={`segment segment-${result}`}>
                  <input
                    type="radio"
                    id={id}
                    name={fieldId(form, `checks-${name}`)}
                    checked={checks[name] === result}
                    onChange={() => form.set('checks', { ...checks, [name]: result })}
                  />
                  <label for={id}>{nameOf('devices.check.results', result)}</label>
                </span>
              );
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

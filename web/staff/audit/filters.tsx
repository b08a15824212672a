import { city } from 'ithope:city';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { DateInput } from '../../components/date-input/date-input.tsx';
import { Select } from '../../components/select/select.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { codesOf, districtName, nameOf, t } from '../core/words.ts';
import type { FieldProblem } from '../problem.ts';
import { type Asked, addressOf, ask, type Names } from './asked.ts';

/** Every kind of event that has words, kind of record by kind of record; first of each, all that happened to it. */
const whatChoices = () => {
  const types = codesOf('staff.events').map((code) => code.replace('_', '.'));
  return codesOf('audit.kinds').flatMap((kind) => {
    const own = types.filter((type) => type.startsWith(`${kind}.`));
    const name = nameOf('audit.kinds', kind);
    if (own.length === 0) return [];
    return [
      { value: kind, label: t('audit.allOf', { kind: name }) },
      ...own.map((type) => ({
        value: type,
        label: t('audit.named', { kind: name, name: nameOf('staff.events', type.replace('.', '_')) }),
      })),
    ];
  });
};
const districtChoices = () =>
  Object.keys(city.districts).map((code) => ({ value: code, label: districtName(code) }));

interface Props {
  readonly asked: Asked;
  /** What the server found wrong with the question. */
  readonly wrong: readonly FieldProblem[];
}

/** The question, kept in the address: sending it goes there. */
export function Filters({ asked, wrong }: Props): VNode {
  const typed = useSignal<Partial<Record<Names, string | undefined>>>(asked);
  const field = (name: Names) => {
    const found = wrong.find(({ path }) => path === `query.${name}`);
    return {
      id: `audit-${name}`,
      name,
      value: typed.value[name] ?? '',
      ...(found && { error: nameOf('staff.fields', found.code) }),
      onInput: (event: { currentTarget: { value: string } }) => {
        typed.value = { ...typed.value, [name]: event.currentTarget.value };
      },
    };
  };
  return (
    // On a phone the answer comes first; what is wrong with the question is always seen.
    <details class="card audit-fold" open={matchMedia('(min-width: 48rem)').matches || wrong.length > 0}>
      <summary>{t('audit.filters')}</summary>
      <form
        class="audit-filters"
        aria-label={t('audit.filters')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed.value);
        }}
      >
        <div class="audit-broad">
          <TextInput
            {...field('record')}
            label={t('audit.record')}
            hint={t('audit.recordHint')}
            autoComplete="off"
          />
        </div>
        <div class="audit-broad">
          <TextInput {...field('who')} label={t('audit.who')} hint={t('audit.whoHint')} autoComplete="off" />
        </div>
        <Select
          {...field('what')}
          label={t('audit.what')}
          empty={t('audit.anything')}
          choices={whatChoices()}
        />
        <Select
          {...field('district')}
          label={t('audit.district')}
          empty={t('audit.anything')}
          choices={districtChoices()}
        />
        <DateInput {...field('from')} label={t('audit.from')} />
        <DateInput {...field('to')} label={t('audit.to')} />
        <Select
          {...field('order')}
          label={t('audit.order')}
          value={typed.value.order ?? 'newest'}
          choices={[
            { value: 'newest', label: t('audit.newest') },
            { value: 'oldest', label: t('audit.oldest') },
          ]}
        />
        <div class="button-row">
          <Button type="submit" icon="search">
            {t('audit.find')}
          </Button>
          <ButtonLink variant="secondary" href={addressOf({})}>
            {t('audit.reset')}
          </ButtonLink>
        </div>
      </form>
    </details>
  );
}

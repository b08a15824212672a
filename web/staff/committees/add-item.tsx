import { committeeCity } from 'ithope:city-committees';
import type { VNode } from 'preact';
import type { RequestFor } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { client } from '../core/session.ts';
import { dayOf, instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, NoteField, SelectField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import type { Form } from '../form/form.ts';
import { optionalText } from '../form/texts.ts';
import { Show } from '../page/states.tsx';
import type { Code, Meeting } from './names.ts';

type Typed = {
  readonly itemKind: string;
  readonly chosenPlan: string;
  readonly chosenDecision: string;
  readonly title: string;
  readonly text: string;
};
type Body = NonNullable<RequestFor<'addItem'>['body']>;

const overridable = (committee: string): Code | undefined =>
  committeeCity.committees.find(({ code }) => code === committee)?.mayOverride;

function bodyOf({ itemKind, chosenPlan, chosenDecision, title, text }: Typed, over: Code | undefined): Body {
  if (itemKind === 'PLAN') return { kind: 'PLAN', plan: chosenPlan };
  if (itemKind === 'OVERRIDE' && over) {
    const [year = '', n = ''] = chosenDecision.split('#');
    return { kind: 'OVERRIDE', decision: { committee: over, year, n: Number(n) } };
  }
  return { kind: 'MATTER', title, ...optionalText({ text }) };
}

/** Puts something on the agenda: a plan that waits, a decision that the committee may set aside, another matter. */
export function AddItem({ meeting }: { meeting: Meeting }): VNode {
  const over = overridable(meeting.committee);
  const kinds = ['PLAN', ...(over ? ['OVERRIDE'] : []), 'MATTER'];
  return (
    <Deed<Typed>
      name="addItem"
      title={nameOf('committees.moves', 'addItem')}
      lead={t('committees.add.lead')}
      submit={t('committees.add.submit')}
      initial={{ itemKind: 'PLAN', chosenPlan: '', chosenDecision: '', title: '', text: '' }}
      fieldOf={{
        PLAN_UNKNOWN: 'chosenPlan',
        PLAN_NOT_PROPOSED: 'chosenPlan',
        PLAN_ON_AGENDA: 'chosenPlan',
        DECISION_UNKNOWN: 'chosenDecision',
        DECISION_FINAL: 'chosenDecision',
      }}
      check={({ itemKind, chosenPlan, chosenDecision }) => [
        ...(itemKind === 'PLAN' && !chosenPlan ? [{ path: 'chosenPlan', code: 'REQUIRED' }] : []),
        ...(itemKind === 'OVERRIDE' && !chosenDecision ? [{ path: 'chosenDecision', code: 'REQUIRED' }] : []),
      ]}
      send={async (typed, intent) => {
        const request = { params: { id: meeting.id }, body: bodyOf(typed, over) };
        const { n } = await client.write('addItem', request, intent);
        return t('committees.add.done', { n });
      }}
    >
      {(form) => {
        const { itemKind } = form.values.value;
        return (
          <>
            <ChoiceField
              form={form}
              name="itemKind"
              label={t('committees.add.kind')}
              choices={kinds.map((value) => ({ value, label: nameOf('committees.kinds', value) }))}
              required
            />
            {itemKind === 'PLAN' && <PlanField form={form} />}
            {itemKind === 'OVERRIDE' && over && <DecisionField form={form} committee={over} />}
            {itemKind === 'MATTER' && (
              <>
                <TextField
                  form={form}
                  name="title"
                  label={t('committees.add.title')}
                  width={24}
                  max={120}
                  required
                />
                <NoteField form={form} name="text" label={t('committees.add.text')} max={2000} />
              </>
            )}
          </>
        );
      }}
    </Deed>
  );
}

/** Plans that wait for a committee, those that wait longest first. */
function PlanField({ form }: { form: Form<Typed> }): VNode {
  const loaded = useLoad('plans-for-agenda', () =>
    client.read('listAllotments', { query: { status: 'PROPOSED', limit: 50 } }),
  );
  return (
    <Show of={loaded}>
      {({ items }) => (
        <SelectField
          form={form}
          name="chosenPlan"
          label={t('committees.add.plan')}
          {...(items.length === 0 ? { hint: t('committees.add.noPlans') } : {})}
          choices={items.map(({ id, lines, proposedAt }) => ({
            value: id,
            label: `${t('committees.planOf', { name: id.slice(-5), count: lines })} · ${instantText(proposedAt)}`,
          }))}
          required
        />
      )}
    </Show>
  );
}

/** Decisions of this year that nobody has set aside. */
function DecisionField({ form, committee }: { form: Form<Typed>; committee: Code }): VNode {
  const year = dayOf().slice(0, 4);
  const loaded = useLoad(`decisions-for-agenda ${committee} ${year}`, () =>
    client.read('listDecisions', { query: { committee, year, limit: 50 } }),
  );
  return (
    <Show of={loaded}>
      {({ items }) => {
        const open = items.filter(({ overriddenBy }) => !overriddenBy);
        return (
          <SelectField
            form={form}
            name="chosenDecision"
            label={t('committees.add.decision')}
            {...(open.length === 0 ? { hint: t('committees.add.noDecisions') } : {})}
            choices={open.map((one) => ({
              value: `${one.year}#${one.n}`,
              label: `${one.number} · ${nameOf('committees.outcomes', one.outcome)}`,
            }))}
            required
          />
        );
      }}
    </Show>
  );
}

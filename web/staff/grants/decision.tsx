import type { VNode } from 'preact';
import { dayOf } from '../core/time.ts';
import { t } from '../core/words.ts';
import { DayField, TextField } from '../form/bind.tsx';
import type { Form, Values } from '../form/form.ts';

/** What a committee decided, named as the contract names it: refusals find their field. */
export type Decision = Values & {
  readonly 'decision.number': string;
  readonly 'decision.decidedOn': string;
};
export const NO_DECISION = { 'decision.number': '', 'decision.decidedOn': '' } as const;

/** Either both or neither. */
export const wrongDecision = (values: Decision): { path: string; code: string }[] => {
  const empty = (['decision.number', 'decision.decidedOn'] as const).filter((name) => !values[name].trim());
  return empty.length === 1 ? empty.map((path) => ({ path, code: 'REQUIRED' })) : [];
};
export const sentDecision = (values: Decision) => {
  const [number, decidedOn] = [values['decision.number'].trim(), values['decision.decidedOn']];
  return number && decidedOn ? { decision: { number, decidedOn } } : {};
};

export function DecisionFields<V extends Decision>({ form }: { form: Form<V> }): VNode {
  // A form of more fields is one of these too.
  const decision = form as unknown as Form<Decision>;
  return (
    <>
      <TextField
        form={decision}
        name="decision.number"
        label={t('fees.decisionNumber')}
        width={14}
        max={40}
      />
      <DayField form={decision} name="decision.decidedOn" label={t('fees.decidedOn')} max={dayOf()} />
    </>
  );
}

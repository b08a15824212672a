import type { VNode } from 'preact';
import { Radios } from '../../components/choices/choices.tsx';
import { FieldGroup } from '../../components/field/field.tsx';
import { Icon, type IconName } from '../../components/icon/icon.tsx';
import type { PageContext } from '../context.ts';
import { fill } from '../texts.ts';
import { sentencesOf } from './fields.tsx';
import type { FieldSentences } from './form.tsx';

/** Kinds as people think of them, most offered first, each at its place in the request's `items`. */
const KINDS = ['desktop', 'laptop', 'all-in-one', 'monitor', 'tablet', 'printer'] as const;
const CONDITIONS = ['works', 'faulty', 'unknown'] as const;
const icons: Record<(typeof KINDS)[number], IconName> = {
  desktop: 'desktop',
  laptop: 'laptop',
  'all-in-one': 'desktop',
  monitor: 'desktop',
  tablet: 'tablet',
  printer: 'print',
};

/** How many of each kind; a kind left empty is not offered. */
export function ItemCounts({ context }: { context: PageContext }): VNode {
  const { t, texts, say } = context;
  const { what } = t.give;
  return (
    <>
      <div data-any="items">
        <FieldGroup id="items" label={what.label} hint={what.hint}>
          <ul class="counts">
            {KINDS.map((kind, i) => (
              <li>
                <Icon name={icons[kind]} />
                <label for={`count-${i}`}>{texts.donations.kinds[kind]}</label>
                <input
                  class="input input-4 numeric"
                  id={`count-${i}`}
                  name={`items.${i}.count:number`}
                  inputmode="numeric"
                  autocomplete="off"
                  pattern="[1-9]|[12][0-9]|30"
                  maxlength={2}
                  aria-describedby="items-hint items-error"
                />
              </li>
            ))}
          </ul>
        </FieldGroup>
      </div>
      <p class="note">{say(what.more)}</p>
    </>
  );
}

/** The state of each kind that is offered. */
export function ItemConditions({ context }: { context: PageContext }): VNode {
  const { t, texts } = context;
  const { kinds, conditions } = texts.donations;
  return (
    <>
      {KINDS.map((kind, i) => (
        <div class="when" data-when={`items.${i}.count`}>
          <input type="hidden" name={`items.${i}.kind`} value={kind} />
          <Radios
            id={`condition-${i}`}
            name={`items.${i}.condition`}
            label={fill(t.give.condition.of, { kind: kinds[kind] })}
            required
            choices={CONDITIONS.map((condition) => ({ value: condition, label: conditions[condition] }))}
          />
        </div>
      ))}
    </>
  );
}

export function itemSentences({ t, texts }: PageContext): FieldSentences {
  const { what, condition } = t.give;
  const rows = KINDS.flatMap((kind, i) => [
    [`items.${i}.count`, sentencesOf(what)] as const,
    [
      `items.${i}.condition`,
      sentencesOf({ required: fill(condition.required, { kind: texts.donations.kinds[kind] }) }),
    ] as const,
  ]);
  return { items: sentencesOf({ required: what.required }), ...Object.fromEntries(rows) };
}

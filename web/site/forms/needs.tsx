import type { VNode } from 'preact';
import { Checkboxes, Radios } from '../../components/choices/choices.tsx';
import type { PageContext } from '../context.ts';

const NEEDS = ['screenReader', 'largeScreen', 'internet'] as const;

/** Which computer suits, and what is needed with it. */
export function NeedsFields({ context }: { context: PageContext }): VNode {
  const { t, texts } = context;
  const { wants, needs } = texts.applications;
  return (
    <>
      <Radios
        id="kind"
        name="needs.kind"
        label={t.needs.kind}
        required
        choices={(['any', 'desktop', 'laptop'] as const).map((kind) => ({ value: kind, label: wants[kind] }))}
      />
      <Checkboxes
        id="needs"
        name="needs:flags"
        label={t.needs.more}
        optional={t.common.optional}
        choices={NEEDS.map((need) => ({ value: need, label: needs[need] }))}
      />
    </>
  );
}

import type { VNode } from 'preact';
import { t } from '../core/words.ts';
import { ManyField } from '../form/bind.tsx';
import type { Form, Values } from '../form/form.ts';
import { outbox } from './outbox.ts';
import { fateOf, type Stop } from './stops.ts';

const openAt = (stop: Stop) => stop.deliveries.filter((one) => fateOf(one, outbox.value) === 'open');

/** All that is to be delivered at a door, until somebody takes one out. */
export const chosenAtFirst = (stop: Stop): readonly string[] => openAt(stop).map(({ id }) => id);

/** Several PCs for one door, of which not all must end the same way; a single one is not asked about. */
export function WhichField<V extends Values & { readonly which: readonly string[] }>({
  form,
  stop,
}: {
  form: Form<V>;
  stop: Stop;
}): VNode | null {
  const open = openAt(stop);
  if (open.length < 2) return null;
  return (
    <ManyField
      form={form}
      name="which"
      label={t('driver.which')}
      required
      choices={open.map(({ id, assetNumber }) => ({ value: id, label: assetNumber }))}
    />
  );
}

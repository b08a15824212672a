import type { VNode } from 'preact';
import { Select } from '../../components/select/select.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { Textarea } from '../../components/textarea/textarea.tsx';
import type { PageContext } from '../context.ts';

/** What should become of the gift: a district, a kind of people, a use, an organisation; none of them is needed. */
export function EarmarkFields({ context }: { context: PageContext }): VNode {
  const { t, city, words, language } = context;
  const { earmark } = t.give;
  const { optional } = t.common;
  const named = (list: readonly { code: string; name: Readonly<Record<string, string>> }[]) =>
    list.map(({ code, name }) => ({ value: code, label: words(name) }));
  return (
    <>
      <Select
        id="earmark-district"
        name="earmark.district"
        label={earmark.district}
        optional={optional}
        empty={earmark.anyDistrict}
        choices={named(city.districts).toSorted((a, b) => a.label.localeCompare(b.label, language))}
      />
      <Select
        id="earmark-group"
        name="earmark.group"
        label={earmark.group}
        hint={earmark.groupHint}
        optional={optional}
        empty={earmark.anyGroup}
        choices={named([...city.organisationKinds, ...city.householdCategories])}
      />
      <Textarea
        id="earmark-use"
        name="earmark.use"
        label={earmark.use}
        hint={earmark.useHint}
        optional={optional}
        rows={2}
        maxLength={200}
      />
      <TextInput
        id="earmark-recipient"
        name="earmark.recipient"
        label={earmark.recipient}
        hint={earmark.recipientHint}
        optional={optional}
        maxlength={120}
        autocomplete="off"
      />
      <p class="note">{earmark.note}</p>
    </>
  );
}

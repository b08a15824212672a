import { type Signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { client, person } from '../core/session.ts';
import { errorText, t } from '../core/words.ts';
import { ChoiceField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { newIntent } from '../intent.ts';
import { whoIs } from '../page/history.tsx';
import { useRecord } from '../page/record.tsx';
import { Show } from '../page/states.tsx';
import { asProblem } from '../problem.ts';

interface Assign {
  take(): Promise<void>;
  putBack(): Promise<void>;
  readonly trouble: Signal<string | undefined>;
}

/** To take an application, or put it back, at one click: it binds nobody. */
export function useAssign(id: string): Assign {
  const record = useRecord();
  const trouble = useSignal<string | undefined>(undefined);
  const write = async (officer: string | undefined, said: string) => {
    trouble.value = undefined;
    try {
      const body = officer === undefined ? {} : { officer };
      await client.write('assignApplication', { params: { id }, body }, newIntent());
      await record.reload();
      record.say(said);
    } catch (error) {
      trouble.value = errorText(asProblem(error).code);
      await record.reload();
    }
  };
  return {
    trouble,
    take: () => write(person.value?.id, t('eligibility.taken')),
    putBack: () => write(undefined, t('eligibility.putBackDone')),
  };
}

/** Hands an application to another officer of its district. */
export function HandOver({ id, district }: { id: string; district: string }): VNode {
  return (
    <Deed
      name="handOver"
      title={t('eligibility.handOver')}
      lead={t('eligibility.handOverLead')}
      submit={t('eligibility.handOverSubmit')}
      initial={{ officer: '' }}
      check={({ officer }) => (officer === '' ? [{ path: 'officer', code: 'REQUIRED' }] : [])}
      send={async ({ officer }, intent) => {
        await client.write('assignApplication', { params: { id }, body: { officer } }, intent);
        return t('eligibility.handOverDone');
      }}
    >
      {(form) => (
        <Officers district={district}>
          {(officers) => (
            <ChoiceField
              form={form}
              name="officer"
              label={t('eligibility.to')}
              required
              choices={officers.map((value) => ({ value, label: whoIs(value) }))}
            />
          )}
        </Officers>
      )}
    </Deed>
  );
}

/** Who has taken applications of the district before, whoever asks apart. */
function Officers({
  district,
  children,
}: {
  district: string;
  children: (officers: readonly string[]) => VNode;
}): VNode {
  const loaded = useLoad(`officers ${district}`, () => client.read('listOfficers', { query: { district } }));
  return (
    <Show of={loaded}>
      {({ items }) => {
        const others = items.filter((one) => one !== person.value?.id);
        return others.length === 0 ? <p>{t('eligibility.handOverNobody')}</p> : children(others);
      }}
    </Show>
  );
}

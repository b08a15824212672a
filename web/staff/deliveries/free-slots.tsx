import { city } from 'ithope:city';
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Select } from '../../components/select/select.tsx';
import type { AnswerOf } from '../contracts.ts';
import { client, may } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { districtName, errorText, nameOf, t } from '../core/words.ts';
import { asProblem } from '../problem.ts';

type Days = AnswerOf<'readSlots'>['days'];
type Slot = Days[number]['slots'][number]['slot'];

interface Props {
  /** Where it is known already. */
  district?: string | undefined;
  choose: (day: string, slot: Slot) => void;
}

/** What is still free in a district, to be read out on the phone; a click takes it into the form. */
export function FreeSlots({ district, choose }: Props): VNode | null {
  const days = useSignal<Days | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const wanted = useSignal(district ?? '');
  if (!may('readSlots')) return null;
  const read = async () => {
    try {
      days.value = (await client.read('readSlots', { query: { district: wanted.value } })).days;
      problem.value = undefined;
    } catch (error) {
      problem.value = asProblem(error).code;
    }
  };
  return (
    <details
      class="free-slots"
      onToggle={(event) => event.currentTarget.open && wanted.value && !days.value && read()}
    >
      <summary>{t('routes.free.title')}</summary>
      {!district && (
        <Select
          id="free-district"
          label={t('staff.col.district')}
          empty={t('staff.form.choose')}
          value={wanted.value}
          choices={Object.keys(city.districts).map((value) => ({ value, label: districtName(value) }))}
          onChange={(event) => {
            wanted.value = event.currentTarget.value;
            void read();
          }}
        />
      )}
      {problem.value && <p class="wrong">{errorText(problem.value)}</p>}
      {days.value?.length === 0 && <p class="none">{t('routes.free.none')}</p>}
      <ul class="plain-list" aria-live="polite">
        {days.value?.map(({ day, slots }) => (
          <li key={day} class="free-day">
            <span>{dayText(day)}</span>
            {slots.map(({ slot, from, until, free }) => (
              <Button
                variant="secondary"
                size="small"
                disabled={free === 0}
                aria-label={`${dayText(day)} ${nameOf('staff.slots', slot)} ${t('routes.free.places', { free })}`}
                onClick={() => choose(day, slot)}
              >
                {`${from}–${until} · ${t('routes.free.places', { free })}`}
              </Button>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

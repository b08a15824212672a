import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { places } from '../core/places.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { printReference } from '../page/items.ts';
import { waitText } from '../page/waiting.tsx';
import type { Suggested } from './suggestion.tsx';

type Line = Suggested['lines'][number];

interface LineProps {
  line: Line;
  all: readonly Line[];
  out: boolean;
  application: string;
  reason: string;
  toggle: () => void;
  choose: (application: string) => void;
  explain: (text: string) => void;
}

/** One pair: left out, given to another application, or explained. */
export function PlanLine({ line, all, out, application, reason, toggle, choose, explain }: LineProps): VNode {
  const { device, assetNumber, model, grade } = line;
  const applications = [...new Map(all.map((one) => [one.application, one])).values()];
  return (
    <li class={out ? 'plan-line plan-out' : 'plan-line'}>
      <div class="plan-device">
        <a class="code" href={places.device(device)}>
          {assetNumber}
        </a>
        <span class="under">{[model, grade].filter(Boolean).join(' · ')}</span>
      </div>
      <div>
        <label class="small-label" for={`to-${device}`}>
          {t('allotments.suggestion.to')}
        </label>
        <select
          class="input select"
          id={`to-${device}`}
          disabled={out}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {applications.map((one) => (
            <option value={one.application} selected={one.application === application}>
              {applicationText(one)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label class="small-label" for={`why-${device}`}>
          {t('allotments.col.why')}
        </label>
        <input
          class="input"
          id={`why-${device}`}
          maxLength={200}
          disabled={out}
          value={reason}
          onInput={(event) => explain(event.currentTarget.value)}
        />
      </div>
      <Button variant="quiet" size="small" onClick={toggle} aria-pressed={out}>
        {t(out ? 'allotments.suggestion.putBack' : 'allotments.suggestion.takeOut')}
        <span class="visually-hidden"> {assetNumber}</span>
      </Button>
    </li>
  );
}

const applicationText = ({ reference, kind, district, queuedAt }: Line): string =>
  [
    printReference(reference),
    nameOf('staff.applications.kinds', kind),
    districtName(district),
    waitText(queuedAt),
  ].join(' · ');

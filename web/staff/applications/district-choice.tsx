import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { go, query, withQuery } from '../core/router.ts';
import { isIn, person } from '../core/session.ts';
import { districtName, t } from '../core/words.ts';

/** A person who is only in the district group sees the own district; the others may choose one. */
export const isBound = (): boolean => !isIn('programme', 'chest', 'auditor');

/** The district that is listed: a chosen one, or undefined for all (a bound officer's own is the server's word). */
export const chosenDistrict = (): string | undefined =>
  isBound() ? undefined : (query.value.get('district') ?? undefined);

/** Whose records are listed: says so to who is bound. @param say the words, with the district's name */
export function OwnDistrict({ say }: { say: (district: string) => string }): VNode | null {
  const own = person.value?.district;
  return isBound() && own ? <p class="page-lead">{say(districtName(own))}</p> : null;
}

/** One district, or all; nothing for whoever is bound to one. */
export function DistrictChoice(): VNode | null {
  if (isBound()) return null;
  const chosen = chosenDistrict();
  return (
    <label class="inline-choice">
      <span>{t('staff.col.district')}</span>
      <select
        class="input select"
        onChange={(event) => go(withQuery({ district: event.currentTarget.value || undefined }))}
      >
        <option value="">{t('staff.applications.everyDistrict')}</option>
        {Object.keys(city.districts).map((code) => (
          <option value={code} selected={code === chosen}>
            {districtName(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

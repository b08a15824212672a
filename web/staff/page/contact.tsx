import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { client, may } from '../core/session.ts';
import { districtName, errorText, nameOf, t } from '../core/words.ts';
import { asProblem, type Problem } from '../problem.ts';
import { Card, Facts } from './facts.tsx';

/** How to reach a person: read only when asked for, since every reading is recorded (PIPA §29). */
export function ContactCard({
  person,
  title,
  id = 'contact',
}: {
  person: string;
  title: string;
  /** Where several stand on a page. */
  id?: string;
}): VNode | null {
  const contact = useSignal<AnswerOf<'readContact'> | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  if (!may('readContact')) return null;
  const read = async () => {
    try {
      contact.value = await client.read('readContact', { params: { id: person } });
      problem.value = undefined;
    } catch (error) {
      problem.value = asProblem(error);
    }
  };
  const found = contact.value;
  return (
    <Card id={id} title={title}>
      <div aria-live="polite">
        {found ? (
          <Facts
            rows={[
              [t('staff.contact.name'), found.name],
              found.phone !== undefined && [
                t('staff.contact.phone'),
                <a href={`tel:${found.phone}`}>{phoneText(found.phone)}</a>,
              ],
              found.email !== undefined && [
                t('staff.contact.email'),
                <a href={`mailto:${found.email}`}>{found.email}</a>,
              ],
              found.address && [t('staff.contact.address'), addressText(found.address)],
              [t('staff.contact.language'), nameOf('staff.languages', found.language)],
            ]}
          />
        ) : (
          <>
            <p class="note">{t('privacy.readingIsRecorded')}</p>
            {problem.value && <p class="wrong">{errorText(problem.value.code)}</p>}
            <Button variant="secondary" size="small" icon="person" onClick={read}>
              {t('privacy.readContact')}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

/** `01012345678` → `010-1234-5678`, `0231447700` → `02-3144-7700`. */
export function phoneText(digits: string): string {
  return digits.replace(/^(02|0\d\d)(\d{3,4})(\d{4})$/, '$1-$2-$3');
}

function addressText(address: NonNullable<AnswerOf<'readContact'>['address']>): string {
  const { postcode, district, street, detail } = address;
  const name = district ? districtName(district) : '';
  const whole = !name || street.includes(name) ? street : `${name} ${street}`;
  return `(${postcode}) ${whole}${detail ? ` ${detail}` : ''}`;
}

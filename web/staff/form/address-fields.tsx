import type { VNode } from 'preact';
import { t } from '../core/words.ts';
import { TextField } from './bind.tsx';
import type { Form, Values } from './form.ts';

export interface AddressValues extends Values {
  readonly postcode: string;
  readonly street: string;
  readonly detail: string;
}

/** The five digits of a road-name address; what else is wrong with it the browser finds. */
export const wrongPostcode = ({
  postcode,
}: Pick<AddressValues, 'postcode'>): { path: string; code: string }[] =>
  /^\d{5}$/.test(postcode.trim()) ? [] : [{ path: 'postcode', code: 'INVALID' }];

/** A phone number or an e-mail address: one of them is needed. */
export const wrongReach = ({
  phone,
  email,
}: {
  readonly phone: string;
  readonly email: string;
}): { path: string; code: string }[] =>
  phone.trim() || email.trim() ? [] : [{ path: 'email', code: 'PHONE_OR_EMAIL' }];

/** Postcode, road, the rest. */
export function AddressFields<V extends AddressValues>({ form }: { form: Form<V> }): VNode {
  return (
    <>
      <TextField
        form={form}
        name="postcode"
        label={t('partners.pledge.postcode')}
        width={8}
        max={5}
        numeric
        required
      />
      <TextField
        form={form}
        name="street"
        label={t('partners.pledge.street')}
        width={24}
        max={120}
        required
      />
      <TextField form={form} name="detail" label={t('partners.pledge.detail')} width={24} max={120} />
    </>
  );
}

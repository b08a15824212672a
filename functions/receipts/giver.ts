import { type City, districtOf } from '../kernel/city.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import { printRegistration } from '../kernel/registration-number.ts';
import type { Sealed } from '../kernel/vault.ts';
import { printNumber, type Receipt } from './domain.ts';
import { type Giver, NOBODY } from './form.ts';
import { keepRegistration, type Reading, readRegistrationNumber } from './registration.ts';
import { fail } from './repository.ts';
import { kindOf } from './subjects.ts';

/** What is under a giver's seal, as far as the form needs it. */
interface Contact {
  readonly name: string;
  readonly organisation?: string;
  readonly giverKind?: Receipt['giverKind'];
  readonly address?: {
    /** Of the city; a giver of money may live elsewhere. */
    readonly district?: string;
    readonly postcode: string;
    readonly street: string;
    readonly detail?: string;
  };
}

/** Street names often come with city and district before them; they are added only where they are missing. */
export function addressLine(address: Contact['address'], city: City): string {
  if (!address) return '';
  const { postcode, street, detail } = address;
  const district = address.district && districtOf(city, address.district)?.name.ko;
  const whole = !district || street.includes(district) ? street : `${city.name.ko} ${district} ${street}`;
  return [`(${postcode})`, whole, detail].filter(Boolean).join(' ');
}

/** A corporation's receipt is made out to it; a business's to it and to the person behind it. */
export function giverName(receipt: Pick<Receipt, 'giverKind'>, contact: Contact): string {
  if (!contact.organisation || receipt.giverKind === 'person') return contact.name;
  return receipt.giverKind === 'corporation'
    ? contact.organisation
    : `${contact.organisation} (${contact.name})`;
}

/**
 * The registration number as the form has it, where one was given; its reading is on record. With the first paper it is
 * kept as long as the receipt.
 */
async function openNumber(
  deps: Dependencies,
  receipt: Receipt,
  purpose: Reading['purpose'],
): Promise<Pick<Giver, 'number'>> {
  if (!receipt.donorHash) return {};
  const { personId, gift } = receipt;
  if (!personId) return {};
  const record = { [kindOf(gift)]: gift, receipt: printNumber(receipt) };
  const found = await readRegistrationNumber(deps, { personId, record, by: { kind: 'system' }, purpose });
  if (!found) return {};
  if (purpose === 'receipt') await keepRegistration(deps, personId, receipt.retainUntil);
  return { number: printRegistration(found.of, found.digits) };
}

/**
 * Who a receipt is made out to, opened for one paper or one row of a filing. Nobody's is not looked up at all.
 * @throws DomainError NOT_FOUND when the contact is gone
 */
export async function openGiver(
  deps: Dependencies,
  receipt: Receipt,
  purpose: Reading['purpose'],
): Promise<Giver> {
  const { personId } = receipt;
  if (receipt.anonymous || !personId) return NOBODY;
  const { table, vault, city } = deps;
  const person = await table.get<{ contact: Sealed }>(keys.person(personId), ['contact']);
  if (!person) throw fail('NOT_FOUND');
  const contact = await vault.open<Contact>({ person: personId }, person.contact);
  return {
    name: giverName(receipt, contact),
    address: addressLine(contact.address, city),
    ...(await openNumber(deps, receipt, purpose)),
  };
}

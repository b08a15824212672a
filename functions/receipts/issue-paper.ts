import * as z from 'zod';
import { type Donation, moveDonation } from '../donations/domain.ts';
import { type City, districtOf } from '../kernel/city.ts';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { idOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Objects } from '../kernel/objects.ts';
import { printRegistration } from '../kernel/registration-number.ts';
import type { Sealed } from '../kernel/vault.ts';
import { printNumber, type Receipt } from './domain.ts';
import { drawReceipt, type Giver } from './form.ts';
import { keepRegistration, readRegistrationNumber } from './registration.ts';
import { fail, readReceipt, readReceipted } from './repository.ts';

/** Which receipt: by its donation, or by its number. */
export const PaperRequest = z.union([
  z.object({ donation: idOf('donation') }),
  z.object({ year: z.string().regex(/^\d{4}$/), number: z.int().min(1) }),
]);

/** What is under a giver's seal, as far as the form needs it. */
interface Contact {
  readonly name: string;
  readonly organisation?: string;
  readonly giverKind?: Receipt['giverKind'];
  readonly address?: {
    readonly district: string;
    readonly postcode: string;
    readonly street: string;
    readonly detail?: string;
  };
}

/** Street names often come with city and district before them; they are added only where they are missing. */
export function addressLine(address: Contact['address'], city: City): string {
  if (!address) return '';
  const { postcode, street, detail } = address;
  const district = districtOf(city, address.district)?.name.ko ?? '';
  const whole = street.includes(district) ? street : `${city.name.ko} ${district} ${street}`;
  return [`(${postcode})`, whole, detail].filter(Boolean).join(' ');
}

/** A corporation's receipt is made out to it; a business's to it and to the person behind it. */
export function giverName(receipt: Receipt, contact: Contact): string {
  if (!contact.organisation || receipt.giverKind === 'person') return contact.name;
  return receipt.giverKind === 'corporation'
    ? contact.organisation
    : `${contact.organisation} (${contact.name})`;
}

/** The registration number as the form has it, where one was given; its reading is on record, and it is kept as long as the receipt. */
async function openNumber(deps: Dependencies, receipt: Receipt): Promise<Pick<Giver, 'number'>> {
  if (!receipt.donorHash) return {};
  const { personId, donation } = receipt;
  const record = { donation, receipt: printNumber(receipt) };
  const found = await readRegistrationNumber(deps, {
    ...{ personId, record },
    by: { kind: 'system' },
    purpose: 'receipt',
  });
  if (!found) return {};
  await keepRegistration(deps, personId, receipt.issuedAt);
  return { number: printRegistration(found.of, found.digits) };
}

async function openGiver(deps: Dependencies, receipt: Receipt): Promise<Giver> {
  const { table, vault, city } = deps;
  const person = await table.get<{ contact: Sealed }>(keys.person(receipt.personId), ['contact']);
  if (!person) throw fail('NOT_FOUND');
  const contact = await vault.open<Contact>({ person: receipt.personId }, person.contact);
  return {
    name: giverName(receipt, contact),
    address: addressLine(contact.address, city),
    ...(await openNumber(deps, receipt)),
  };
}

/**
 * Makes the paper of a receipt, stores it, and then marks the donation RECEIPTED: so a donation in that state always
 * has its paper. Asked twice, the second finds it done, or writes the same file and meets its own event.
 */
export async function issuePaper(
  deps: Dependencies & { readonly documents: Pick<Objects, 'put'> },
  request: unknown,
): Promise<void> {
  const { table, city, clock, documents } = deps;
  const issuer = city.receiptIssuer.id;
  const asked = PaperRequest.parse(request);
  const { year, number } = 'donation' in asked ? (await readReceipted(table, asked.donation)).receipt : asked;
  const receipt = await readReceipt(table, issuer, year, number);
  const donation = await table.get<Donation>(keys.donation(receipt.donation));
  if (!donation) throw fail('NOT_FOUND');
  if (donation.status === 'RECEIPTED') return;
  const file = await drawReceipt(receipt, await openGiver(deps, receipt), city);
  await documents.put(receipt.paper, file, { type: 'application/pdf' });
  const { write, event } = moveDonation(donation, 'issueReceipt', {
    at: instant(clock),
    by: { kind: 'system' },
  });
  await table.commit({
    intent: { key: `RECEIPT-${printNumber(receipt)}`, digest: receipt.paper },
    pk: keys.donation(donation.id).pk,
    event,
    writes: [write],
    answer: {},
  });
  log(LOG.PAPER_RENDERED, { paper: receipt.paper, donation: donation.id });
}

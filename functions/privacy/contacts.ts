import { mustServe, type StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import { fail, type OpenContact } from './domain.ts';
import { readPerson } from './repository.ts';

/**
 * Opens a person's contact for a member of staff. The reading is recorded first: what is not on record is not shown
 * (개인정보의 안전성 확보조치 기준 §8, access records).
 * @throws DomainError NOT_FOUND, OTHER_DISTRICT
 */
export async function readContact(
  { table, vault, clock, ids }: Dependencies,
  id: string,
  actor: StaffActor,
): Promise<OpenContact> {
  const person = await readPerson(table, id);
  mustServe(actor, person.district ?? '');
  const at = instant(clock);
  await table.commit({
    // A reading has no caller's key: each one is an entry of its own.
    intent: { key: ids.ulid(), digest: '' },
    pk: keys.person(id).pk,
    event: { type: 'person.readContact', subject: id, at, by: actedBy(actor), district: person.district },
    writes: [],
    answer: {},
  });
  log(LOG.CONTACT_READ, { person: id, by: actor.id });
  const contact = await vault.open<OpenContact>({ person: id }, person.contact);
  const { name, phone, email, language, organisation, payer, address } = contact;
  return {
    name,
    language,
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(organisation ? { organisation } : {}),
    ...(payer ? { payer } : {}),
    ...(address ? { address } : {}),
  };
}

export interface Correction {
  readonly name?: string | undefined;
  readonly organisation?: string | undefined;
  readonly postcode?: string | undefined;
  readonly street?: string | undefined;
  readonly detail?: string | undefined;
  readonly coordinates?: { readonly latitude: number; readonly longitude: number } | undefined;
}

/** An address that is new needs both; one that is there is corrected in part. @throws DomainError INVALID_REQUEST */
function mustBeAddress({ address }: OpenContact, correction: Correction): void {
  const { postcode, street, detail, coordinates } = correction;
  if (address || (postcode ?? street ?? detail ?? coordinates) === undefined) return;
  const missing = Object.entries({ postcode, street }).filter(([, value]) => value === undefined);
  if (missing.length > 0)
    throw fail(
      'INVALID_REQUEST',
      {},
      missing.map(([path]) => ({ path, code: 'REQUIRED' })),
    );
}

/** The contact with what is corrected in it; what is left out stays, and so does whatever else is under the seal. */
export function corrected<C extends OpenContact>(contact: C, correction: Correction): C {
  const { name, organisation, postcode, street, detail, coordinates } = correction;
  const given = { postcode, street, detail, coordinates };
  const place = Object.entries(given).filter(([, value]) => value !== undefined);
  // Another street is another place: where the old one was no longer says where to go.
  const { coordinates: was, ...address } = contact.address ?? {};
  const before = was && (postcode ?? street) === undefined ? { ...address, coordinates: was } : address;
  return {
    ...contact,
    ...(name === undefined ? {} : { name }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(place.length > 0 ? { address: { ...before, ...Object.fromEntries(place) } } : {}),
  };
}

/**
 * Corrects a person's name or address under the seal. The event says which fields, never what stood or stands there.
 * @throws DomainError NOT_FOUND, OTHER_DISTRICT, CHANGED_MEANWHILE
 */
export async function correctContact(
  { table, vault, clock }: Dependencies,
  id: string,
  correction: Correction,
  { actor, intent }: { actor: StaffActor; intent: Intent },
): Promise<{ id: string }> {
  const key = keys.person(id);
  return table.once(key.pk, intent, async () => {
    const person = await readPerson(table, id);
    mustServe(actor, person.district ?? '');
    const contact = await vault.open<OpenContact>({ person: id }, person.contact);
    mustBeAddress(contact, correction);
    const sealed = await vault.seal({ person: id }, corrected(contact, correction));
    return table.commit({
      intent,
      pk: key.pk,
      event: {
        type: 'person.correctContact',
        subject: id,
        at: instant(clock),
        by: actedBy(actor),
        district: person.district,
        facts: { fields: Object.keys(correction) },
      },
      writes: [
        { update: key, change: { set: { contact: sealed } }, when: { equals: { contact: person.contact } } },
      ],
      answer: { id },
    });
  });
}

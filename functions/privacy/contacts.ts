import { mustServe, type StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { LOG, log } from '../kernel/log.ts';
import type { OpenContact } from './domain.ts';
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
  mustServe(actor, person.district);
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
  const { name, phone, email, language, address } = contact;
  return {
    name,
    language,
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(address ? { address } : {}),
  };
}

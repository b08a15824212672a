import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import {
  type GivenNumber,
  mustBeWanted,
  type Registered,
  sealNumber,
} from '../kernel/registration-sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { GiverInput } from './domain.ts';

/** Legal forms that banks write, leave out or cut: `(주)한빛`, `㈜한빛`, `주식회사 한빛` are one payer. */
const LEGAL_FORMS =
  /^\((?:주|유|사|재|복)\)|\((?:주|유|사|재|복)\)$|^(?:주식회사|유한회사|사단법인|재단법인)|(?:주식회사|유한회사)$/gu;

/** The plain form of a payer's name: width, composition and case made one, without blanks and signs. */
export function payerForm(name: string): string {
  const plain = name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase().normalize('NFC');
  const bare = plain.replace(LEGAL_FORMS, '').replace(/[^\p{L}\p{N}]/gu, '');
  // A payer who is called like a legal form keeps the name.
  return bare || plain.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Keyed hash of the name under which money is transferred: names are compared by it, and kept nowhere in the open. */
export const payerHash = ({ vault }: Pick<Dependencies, 'vault'>, name: string): Promise<string> =>
  vault.hash('payer', payerForm(name) || name);

/** A giver on the way into the table. */
export interface GiverWrites {
  readonly known: {
    readonly personId: string;
    readonly giverKind: GiverInput['kind'];
    readonly organisation?: string;
    readonly wantsReceipt: boolean;
    readonly anonymous?: true;
    readonly registrationGiven?: true;
    readonly donorHash?: string;
    readonly payerHash: string;
  };
  readonly writes: readonly Write[];
  /** The number, for `intentWith`: it is in no digest. */
  readonly registered?: Registered;
}

export interface GiverOfGift extends GivenNumber {
  readonly giver: GiverInput;
  readonly wantsReceipt: boolean;
  readonly consents: { readonly news: boolean };
}

/**
 * Seals who gives a gift: contact, address and the name of the transfer under a new person id, the registration number
 * under its own key. Consents are kept one by one with their instant (PIPA §22).
 * @param key the ULID of the gift, which is the person's as well
 * @throws DomainError REGISTRATION_NUMBER_WRONG, REGISTRATION_NOT_WANTED (422)
 */
export async function sealGiver(
  deps: Pick<Dependencies, 'vault' | 'registrations' | 'city' | 'clock'>,
  key: string,
  given: GiverOfGift,
): Promise<GiverWrites> {
  mustBeWanted(given);
  const { giver, wantsReceipt, consents, registrationNumber, registrationNumberIsNew } = given;
  const { kind, organisation, contact, address, anonymous } = giver;
  const personId = newId('person', key);
  const payer = giver.payer ?? (kind === 'person' ? contact.name : (organisation ?? contact.name));
  const at = deps.clock.now().toISOString();
  const [sealed, hash, registered] = await Promise.all([
    deps.vault.seal(
      { person: personId },
      {
        ...contact,
        giverKind: kind,
        payer,
        ...(organisation ? { organisation } : {}),
        ...(address ? { address } : {}),
      },
    ),
    payerHash(deps, payer),
    registrationNumber === undefined
      ? undefined
      : sealNumber(
          deps,
          { giverKind: kind, gift: newId('gift', key), personId },
          { registrationNumber, registrationNumberIsNew },
          false,
        ),
  ]);
  const person = {
    ...keys.person(personId),
    kind: 'person',
    id: personId,
    ...(address?.district ? { district: address.district } : {}),
    language: contact.language,
    contact: sealed,
    consents: { privacy: at, ...(consents.news ? { news: at } : {}) },
  };
  return {
    known: {
      personId,
      giverKind: kind,
      ...(organisation ? { organisation } : {}),
      wantsReceipt,
      ...(anonymous ? { anonymous } : {}),
      ...registered?.known,
      payerHash: hash,
    },
    writes: [{ put: person }, ...(registered?.writes ?? [])],
    ...(registered ? { registered } : {}),
  };
}

import type { Dependencies } from '../kernel/dependencies.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Application, type Doubt, servedRecently } from './domain.ts';
import { dwellingOf, type WrittenAddress } from './dwellings.ts';
import { fail } from './failures.ts';
import { looseName, plainName } from './names.ts';
import type { ApplicationsRepository } from './repository.ts';

/** Sent at once: whoever was written last sees the others, whatever their clocks said. */
const AT_ONCE_MS = 60_000;
/** So many doubts are told at most: an officer looks at the first, and nobody at the tenth. */
const DOUBTS_TOLD = 10;

export interface Mark {
  readonly by: Doubt['by'];
  readonly hash: string;
}

interface Who {
  readonly name: string;
  readonly birthDate: string;
  readonly phone?: string | undefined;
  readonly address: WrittenAddress;
}

/** The keyed hash under which a household holds its one place: name under spelling variants, and date of birth. */
export const householdHash = ({ vault }: Dependencies, { name, birthDate }: Who): Promise<string> =>
  vault.hash('household', `${plainName(name)}|${birthDate}`);

/** Keyed hashes by which another application of the same home is found, whoever's name it is under. */
export function marksOf({ vault, city }: Dependencies, who: Who): Promise<Mark[]> {
  const { name, birthDate, phone, address } = who;
  const texts: readonly (readonly [Doubt['by'], string | undefined])[] = [
    ['DWELLING', dwellingOf(address, city)],
    ['PHONE', phone],
    ['NAME', `${looseName(name)}|${birthDate}`],
  ];
  return Promise.all(
    texts.flatMap(([by, text]) =>
      text ? [vault.hash('mark', `${by}|${text}`).then((hash) => ({ by, hash }))] : [],
    ),
  );
}

/** Puts a household's place in this application's name, if it is free. */
export async function takePlace(
  { clock, city }: Dependencies,
  repository: ApplicationsRepository,
  household: string,
  application: string,
): Promise<Write> {
  const last = await repository.holderOf(household);
  if (last && last.id !== application && servedRecently(last, clock.now(), city))
    throw fail('HOUSEHOLD_HAS_ONE');
  return {
    put: { ...keys.household(household), kind: 'household', application },
    when: last ? { equals: { application: last.id } } : { exists: false },
  };
}

/** A place that somebody was quicker to take; any other condition that failed is told as it is. */
export const placeTaken = (write: Write) =>
  'put' in write && write.put.sk === 'LOCK' ? fail('HOUSEHOLD_HAS_ONE') : undefined;

/** Other applications, over all districts, that wait or were served lately and share a mark with this one: none that came after. */
export async function findDoubts(
  { clock, city }: Dependencies,
  repository: ApplicationsRepository,
  marks: readonly Mark[],
  application: Pick<Application, 'id' | 'submittedAt'>,
): Promise<Doubt[]> {
  const found = await Promise.all(
    marks.map(async ({ by, hash }) => ({ by, others: await repository.marked(hash) })),
  );
  const now = clock.now();
  const last = new Date(Date.parse(application.submittedAt) + AT_ONCE_MS).toISOString();
  const doubts = found.flatMap(({ by, others }) =>
    others
      .filter(({ id, submittedAt }) => id !== application.id && submittedAt <= last)
      .filter((other) => servedRecently(other, now, city))
      .map(({ id, district }) => ({ by, application: id, district })),
  );
  return doubts.slice(0, DOUBTS_TOLD);
}

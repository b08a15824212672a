import * as z from 'zod';
import type { City } from '../functions/kernel/city.ts';
import { PUBLISHED_KEYS } from '../functions/kernel/city-portals.ts';
import { readCityPack } from './city.ts';

const Settings = z.object({
  /** Which pack below `cities/`. */
  city: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  /** One deployment of it: `dev`, `test`, `prod` … */
  stage: z.string().regex(/^[a-z][a-z0-9]{1,9}$/),
  /** The site's own host name; without it the site answers under CloudFront's. */
  domain: z.hostname().optional(),
  /** ARN of the certificate for `domain`, in us-east-1 as CloudFront wants it. */
  certificate: z.string().startsWith('arn:').optional(),
  /** Who hears of alarms. */
  alarmMail: z.email().optional(),
  /** Whether keys that everybody has may be trusted: on `dev` unless told otherwise, elsewhere only if told. */
  demonstration: z.union([z.boolean(), z.stringbool()]).optional(),
});

export interface Programme extends Omit<z.output<typeof Settings>, 'city'> {
  readonly city: City;
  /** `ithope-seoul-dev`: the beginning of every stack's name. */
  readonly name: string;
}

/**
 * One city, one stage, read from the CDK context (`-c stage=prod`) or the environment (`STAGE=prod`).
 * @throws Error naming the setting that is wrong
 */
export function readSettings(
  context: (name: string) => unknown,
  env: NodeJS.ProcessEnv = process.env,
): Programme {
  const given = (name: keyof z.input<typeof Settings>) => context(name) ?? env[constantCase(name)];
  const parsed = Settings.safeParse({
    city: given('city') ?? 'seoul',
    stage: given('stage') ?? 'dev',
    domain: given('domain'),
    certificate: given('certificate'),
    alarmMail: given('alarmMail'),
    demonstration: given('demonstration'),
  });
  if (!parsed.success) throw new Error(`Settings:\n${z.prettifyError(parsed.error)}`);
  const { city: id, ...rest } = parsed.data;
  if (rest.domain && !rest.certificate) throw new Error('Settings: a domain needs its certificate');
  const city = readCityPack(id);
  if (!(rest.demonstration ?? rest.stage === 'dev')) refusePublishedKeys(city, rest.stage);
  return { ...rest, city, name: `ithope-${id}-${rest.stage}` };
}

/** Whoever reads this repository could sign with such a key. */
function refusePublishedKeys({ portals }: City, stage: string): void {
  const published = portals.flatMap(({ id, keys }) =>
    keys.filter(({ publicKey }) => PUBLISHED_KEYS.includes(publicKey)).map((key) => `${id}/${key.id}`),
  );
  if (published.length > 0)
    throw new Error(
      `Settings: stage ${stage} would trust demonstration keys (${published.join(', ')}): put the portals' own into the city pack, or say demonstration=true`,
    );
}

const constantCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

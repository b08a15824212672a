import * as z from 'zod';
import type { City } from '../functions/kernel/city.ts';
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
  });
  if (!parsed.success) throw new Error(`Settings:\n${z.prettifyError(parsed.error)}`);
  const { city, ...rest } = parsed.data;
  if (rest.domain && !rest.certificate) throw new Error('Settings: a domain needs its certificate');
  return { ...rest, city: readCityPack(city), name: `ithope-${city}-${rest.stage}` };
}

const constantCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

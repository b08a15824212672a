import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** One import of one file; `type` when it is erased before anything runs. */
interface Import {
  readonly from: string;
  /** Path within the repository, or the package's name. */
  readonly to: string;
  readonly own: boolean;
  readonly type: boolean;
}

const IMPORT = /^\s*(?:import|export)\s+(?<type>type\s)?(?:[^'"]*?\sfrom\s+)?'(?<to>[^']+)'/gm;
const isTest = (file: string) => /\.test\.tsx?$/.test(file);

const imports: readonly Import[] = globSync('{bin,lib,functions,local,web,test}/**/*.{ts,tsx}').flatMap(
  (from) =>
    [...readFileSync(from, 'utf8').matchAll(IMPORT)].map((found) => {
      const { to = '', type } = found.groups ?? {};
      const own = to.startsWith('.');
      return { from, to: own ? normalize(join(dirname(from), to)) : to, own, type: type !== undefined };
    }),
);

const of = (wanted: (one: Import) => boolean) => imports.filter((one) => !isTest(one.from) && wanted(one));
const broken = (found: readonly Import[]) => found.map(({ from, to }) => `${from} → ${to}`);
const domainOf = (file: string) => /^functions\/([^/]+)\//.exec(file)?.[1];
const isDomain = (name: string | undefined) => name !== undefined && name !== 'kernel';

/** Stand-ins and specimens beside the code. */
const FOR_TESTS = /\/(testing|specimen)\.ts$/;
/** Where several domains are put together: what follows from an event is numbers, papers, messages, public books. */
const COMPOSES: Readonly<Record<string, readonly string[]>> = {
  projections: ['audit', 'committees', 'ledger', 'notices', 'overview', 'stats'],
};
/** What domains show each other: what they promise and what they decide. */
const SHOWN = /^functions\/[^/]+\/(contract|domain)\.ts$/;

test('the imports are found at all', () => {
  expect(imports.length).toBeGreaterThan(500);
});

describe('functions', () => {
  test('the kernel knows no domain', () => {
    const found = of(
      ({ from, to, own }) => from.startsWith('functions/kernel/') && own && isDomain(domainOf(to)),
    );
    expect(broken(found)).toEqual([]);
  });

  test('nothing that is deployed knows CDK, the local cloud, the web or the tests', () => {
    const found = of(
      ({ from, to, own }) =>
        from.startsWith('functions/') &&
        (own ? !to.startsWith('functions/') : /^(aws-cdk-lib|constructs|cdk-nag|esbuild|vitest)/.test(to)),
    );
    // kernel/testing.ts stands in for AWS in tests; nothing deployed imports it (below).
    expect(broken(found)).toEqual([]);
  });

  test('what tests use is used by tests alone', () => {
    const found = of(
      ({ from, to }) => FOR_TESTS.test(to) && from.startsWith('functions/') && !FOR_TESTS.test(from),
    );
    expect(broken(found)).toEqual([]);
  });

  test('a domain sees of another its contract and its decisions, never how it keeps its records', () => {
    const found = of(({ from, to, own }) => {
      const [a, b] = [domainOf(from), domainOf(to)];
      return (
        own &&
        isDomain(a) &&
        isDomain(b) &&
        a !== b &&
        !FOR_TESTS.test(from) &&
        !SHOWN.test(to) &&
        !COMPOSES[a ?? '']?.includes(b ?? '')
      );
    });
    expect(broken(found)).toEqual([]);
  });

  test('decisions are pure: no client, no table, no clock of the system, no environment', () => {
    const found = of(
      ({ from, to, own, type }) =>
        /^functions\/[^/]+\/domain\.ts$/.test(from) &&
        !type &&
        (own
          ? /(repository|http|public|staff|citizen|stream|paper)\.ts$|kernel\/(table|vault|objects|signed|dependencies|env)\.ts$/.test(
              to,
            )
          : to.startsWith('@aws-sdk/')),
    );
    expect(broken(found)).toEqual([]);
  });

  test('a contract is built from shapes alone', () => {
    const found = of(
      ({ from, to, own }) =>
        /^functions\/[^/]+\/contract\.ts$/.test(from) &&
        (own ? !/kernel\/|\/contract\.ts$/.test(to) : to !== 'zod'),
    );
    expect(broken(found)).toEqual([]);
  });

  test('the layers point one way: http → domain, repository → contract → kernel', () => {
    const layer = (file: string) =>
      ['contract', 'domain', 'repository', 'http'].findIndex((name) => file.endsWith(`/${name}.ts`));
    const found = of(
      ({ from, to, own }) =>
        own &&
        domainOf(from) === domainOf(to) &&
        layer(from) >= 0 &&
        layer(to) >= 0 &&
        layer(to) >= layer(from),
    );
    expect(broken(found)).toEqual([]);
  });
});

describe('the other houses', () => {
  test('lib takes of the functions what it deploys: contracts, names, keys, the workflow', () => {
    const allowed =
      /^functions\/(kernel\/|[^/]+\/contract\.ts$|workflow\/(states|allotment-states|expressions|steps)\.ts$)/;
    const found = of(
      ({ from, to, own }) =>
        from.startsWith('lib/') && own && to.startsWith('functions/') && !allowed.test(to),
    );
    expect(broken(found)).toEqual([]);
  });

  test('lib knows nothing of the local cloud and the tests, and of the web only what builds it', () => {
    const found = of(
      ({ from, to, own }) =>
        from.startsWith('lib/') &&
        own &&
        (/^(local|test)\//.test(to) || (to.startsWith('web/') && from !== 'lib/build.ts')),
    );
    expect(broken(found)).toEqual([]);
  });

  /** Rules of the kernel that a page applies before the server does: pure, and of their own kind. */
  const RULES = ['functions/kernel/registration-number.ts'];
  test('the web knows contracts, and of the kernel nothing that runs on Node', () => {
    expect(imports.filter(({ from, type }) => RULES.includes(from) && !type)).toEqual([]);
    const found = of(
      ({ from, to, own, type }) =>
        from.startsWith('web/') &&
        own &&
        !to.startsWith('web/') &&
        !(
          /^functions\/[^/]+\/contract\.ts$/.test(to) ||
          (to.startsWith('functions/kernel/') && (type || RULES.includes(to))) ||
          to.startsWith('cities/')
        ),
    );
    expect(broken(found.filter(({ from }) => !/\/build(\/|\.ts$)|\/test\//.test(from)))).toEqual([]);
  });

  test('the local cloud runs what is deployed and imports none of it', () => {
    const found = of(
      ({ from, to, own }) =>
        from.startsWith('local/') &&
        own &&
        /^functions\/(?!kernel\/|[^/]+\/contract\.ts$)/.test(to) &&
        // The demonstration makes its diagnostic files as the readers' own tests do.
        to !== 'functions/devices/readers/specimen.ts',
    );
    expect(broken(found)).toEqual([]);
  });

  test('nothing imports a program', () => {
    expect(broken(of(({ to, own }) => own && to.startsWith('bin/')))).toEqual([]);
  });
});

test('zod comes as a namespace: the named import carries 260 KB of locales', () => {
  const named = globSync('{functions,web}/**/*.{ts,tsx}').filter((file) =>
    /import\s*\{[^}]*\}\s*from 'zod'/.test(readFileSync(file, 'utf8')),
  );
  expect(named).toEqual([]);
});

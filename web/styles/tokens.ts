/**
 * The design tokens of KRDS (the Korean government's design system) as our own CSS custom properties:
 * only those that a style sheet uses. KRDS writes lengths for a root of 10 px; ours is the reader's own
 * root size (16 px unless they chose another), so each length is divided by 1.6.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Our property (without `--`) → the path in KRDS's `transformed_tokens.json`. */
const used: Readonly<Record<string, string>> = {
  'blue-5': 'primitive.color.light.primary.5',
  'blue-10': 'primitive.color.light.primary.10',
  'blue-20': 'primitive.color.light.primary.20',
  'blue-30': 'primitive.color.light.primary.30',
  'blue-40': 'primitive.color.light.primary.40',
  'blue-50': 'primitive.color.light.primary.50',
  'blue-60': 'primitive.color.light.primary.60',
  'blue-70': 'primitive.color.light.primary.70',
  'blue-80': 'primitive.color.light.primary.80',
  'blue-90': 'primitive.color.light.primary.90',
  white: 'primitive.color.light.gray.0',
  'grey-5': 'primitive.color.light.gray.5',
  'grey-10': 'primitive.color.light.gray.10',
  'grey-20': 'primitive.color.light.gray.20',
  'grey-40': 'primitive.color.light.gray.40',
  'grey-60': 'primitive.color.light.gray.60',
  'grey-70': 'primitive.color.light.gray.70',
  ink: 'primitive.color.light.gray.90',
  'warm-5': 'primitive.color.light.warning.5',
  'warm-10': 'primitive.color.light.warning.10',
  'warm-20': 'primitive.color.light.warning.20',
  'warm-30': 'primitive.color.light.warning.30',
  'amber-50': 'primitive.color.light.warning.50',
  'amber-70': 'primitive.color.light.warning.70',
  'green-5': 'primitive.color.light.success.5',
  'green-50': 'primitive.color.light.success.50',
  'green-70': 'primitive.color.light.success.70',
  'red-5': 'primitive.color.light.danger.5',
  'red-50': 'primitive.color.light.danger.50',
  'red-60': 'primitive.color.light.danger.60',
  'red-70': 'primitive.color.light.danger.70',
  'space-1': 'primitive.number.3',
  'space-2': 'primitive.number.5',
  'space-3': 'primitive.number.7',
  'space-4': 'primitive.number.8',
  'space-5': 'primitive.number.10',
  'space-6': 'primitive.number.12',
  'space-7': 'primitive.number.14',
  'space-8': 'primitive.number.18',
  'space-9': 'primitive.number.21',
  'text-xs': 'responsive-pc.font-size.body.xsmall',
  'text-s': 'responsive-pc.font-size.body.small',
  'text-m': 'responsive-pc.font-size.body.medium',
  'text-l': 'responsive-pc.font-size.body.large',
  'title-s': 'responsive-pc.font-size.heading.small',
  'title-m': 'responsive-mobile.font-size.heading.large',
  'title-l': 'responsive-pc.font-size.heading.large',
  'title-xl': 'responsive-pc.font-size.heading.xlarge',
  'radius-s': 'primitive.number.4',
  'radius-m': 'primitive.number.6',
  'radius-l': 'primitive.number.8',
};

type Tree = { readonly [key: string]: Tree | string };

/** The value at `path`, with references (`{a.b.c}`) followed to their end. */
function resolve(tree: Tree, path: string): string {
  let node: Tree | string | undefined = tree;
  for (const key of path.split('.')) node = typeof node === 'object' ? node[key] : undefined;
  const value = typeof node === 'object' ? node.value : undefined;
  if (typeof value !== 'string') throw new Error(`KRDS has no token ${path}`);
  const reference = /^\{(.+)\}$/.exec(value)?.[1];
  return reference ? resolve(tree, reference) : value;
}

const inOurRoot = (value: string): string =>
  value.replace(
    /^([\d.]+)rem$/,
    (_, length: string) => `${Math.round((Number(length) / 1.6) * 1000) / 1000}rem`,
  );

/** `:root { --blue-60: #0b50d0; … }`, the first rule of every style sheet. */
export function tokensCss(): string {
  const file = createRequire(import.meta.url).resolve('krds-uiux/tokens/transformed_tokens.json');
  const tree = JSON.parse(readFileSync(file, 'utf8')) as Tree;
  const rules = Object.entries(used).map(([name, path]) => `--${name}:${inOurRoot(resolve(tree, path))};`);
  return `:root{${rules.join('')}}`;
}

/** The names of all tokens, for the test that every one of them is used and none is missing. */
export const tokenNames: readonly string[] = Object.keys(used);

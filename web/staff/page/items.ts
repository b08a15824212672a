import type { AnswerOf } from '../contracts.ts';
import { nameOf, t } from '../core/words.ts';

/** `1234567890` → `12345-67890`, as it is printed on papers and read out on the phone. */
export const printReference = (reference: string): string => `${reference.slice(0, 5)}-${reference.slice(5)}`;

export const itemName = (kind: string): string => nameOf('staff.items', kind);

/** `노트북 2대, 데스크톱 1대`. */
export const itemsText = (items: readonly { kind: string; count: number }[]): string =>
  items.map(({ kind, count }) => t('staff.items.count', { kind: itemName(kind), count })).join(', ');

/** `Intel(R) Core(TM) i3-7100 CPU @ 3.90GHz` → `Intel Core i3-7100`: what people say. */
export const processorText = (cpu: string): string =>
  cpu
    .replace(/\((R|TM|C)\)/gi, '')
    .replace(/\s+(CPU\s*)?@.*$/i, '')
    .replace(/\s+/g, ' ')
    .trim();

type Specification = NonNullable<AnswerOf<'readDevice'>['specification']>;
/** `Samsung NT551XDA · i5-1135G7 · 8 GB`: what is known of a device in a line. */
export function specificationText(specification: Specification | undefined): string {
  if (!specification) return '';
  const { maker, model, cpu, memoryMB } = specification;
  const memory = memoryMB && `${Math.round(memoryMB / 1024)} GB`;
  return [[maker, model].filter(Boolean).join(' '), cpu && processorText(cpu), memory]
    .filter(Boolean)
    .join(' · ');
}
export const gradeText = (grade: AnswerOf<'readDevice'>['grade']): string =>
  grade ? `${grade.appearance}${grade.functionality}${grade.battery ?? ''}` : '';

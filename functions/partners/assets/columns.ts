import { ASSET_FIELDS, type AssetField, type Mapping } from './asset.ts';
import { HEADINGS, plain, unqualified } from './headings.ts';

/** A column that may be a field; the higher the score, the surer. */
export interface Candidate {
  readonly field: AssetField;
  readonly column: number;
  readonly score: number;
}

/** Without one of these a list does not tell of machines. */
const TELLING: readonly AssetField[] = ['assetTag', 'serial', 'model', 'maker'];
/** A name met only after its qualifier was cut is less sure than any that is met as it stands. */
const UNSURE = 500;

/** Every column that may be a field, the surest first; of equals the one further left (`Category` twice). */
export function candidates(header: readonly string[]): Candidate[] {
  const found = header.flatMap((heading, column) => {
    const name = plain(heading);
    if (name === '') return [];
    return ASSET_FIELDS.flatMap((field) => {
      const score = scoreOf(name, HEADINGS[field]);
      return score > 0 ? [{ field, column, score }] : [];
    });
  });
  return found.sort((a, b) => b.score - a.score || a.column - b.column);
}

function scoreOf(name: string, names: readonly string[]): number {
  const exact = names.indexOf(name);
  if (exact !== -1) return 1000 - exact;
  const bare = names.indexOf(unqualified(name));
  return bare === -1 ? 0 : UNSURE - bare;
}

/**
 * Which column is which field, by the names of the columns. Each column is at most one field, each field at most
 * one column. What cannot be told is left out, for a person to say.
 */
export function recogniseColumns(header: readonly string[]): Mapping {
  const mapping: Partial<Record<AssetField, number>> = {};
  const taken = new Set<number>();
  for (const { field, column } of candidates(header)) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** Whether a list with these columns tells of machines at all. */
export function tellsOfAssets(mapping: Mapping): boolean {
  return TELLING.some((field) => mapping[field] !== undefined);
}

/** How like the header of an asset list a line is: the number of its recognised columns. */
export function assetHeaderScore(cells: readonly string[]): number {
  const mapping = recogniseColumns(cells);
  return tellsOfAssets(mapping) ? Object.keys(mapping).length : 0;
}

/** What is wrong with a mapping that a person made. Codes for pages. */
export type MappingFault = 'NO_SUCH_COLUMN' | 'COLUMN_TWICE' | 'TELLS_OF_NOTHING';

/** The first fault of a mapping that came from outside; undefined when it can be read with. */
export function faultOf(mapping: Mapping, header: readonly string[]): MappingFault | undefined {
  const columns = Object.values(mapping);
  if (columns.some((column) => !Number.isInteger(column) || column < 0 || column >= header.length))
    return 'NO_SUCH_COLUMN';
  if (new Set(columns).size < columns.length) return 'COLUMN_TWICE';
  return tellsOfAssets(mapping) ? undefined : 'TELLS_OF_NOTHING';
}

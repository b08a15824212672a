import { fingerprint } from '../../kernel/fingerprint.ts';
import { meaningfulName, meaningfulSerial } from '../../kernel/meaningful.ts';
import type { Line } from '../../kernel/tabular/sheet.ts';
import type { Asset, AssetField, Doubt, Mapping, RefusedRow } from './asset.ts';
import { isForbidden, isFormula, isRounded, LONGEST, macOf, piecesOf, said } from './cells.ts';
import { readAcquired } from './dates.ts';
import { kindOf, kindOfModel } from './kinds.ts';

/** Pieces that one row may stand for: no more than rows in a list. */
const MOST_PIECES = 5_000;

export type ReadRow = { readonly asset: Asset; readonly why: Doubt[] } | { readonly refused: RefusedRow };

/**
 * Understands one row. Refused is what cannot be taken as it stands; doubtful is what a person who knows the
 * machine can settle at a glance.
 */
export function readRow(row: Line, mapping: Mapping, today?: string): ReadRow {
  const { line } = row;
  const refuse = (reason: RefusedRow['reason'], field?: AssetField): ReadRow => ({
    refused: { line, reason, ...(field ? { field } : {}) },
  });
  const fields = Object.entries(mapping) as [AssetField, number][];
  const raw = (field: AssetField) => row.cells[mapping[field] ?? -1];
  if (row.cells.some(isForbidden)) {
    return refuse('CONTROL_CHARACTER', fields.find(([field]) => isForbidden(raw(field) ?? ''))?.[0]);
  }
  const long = fields.find(([field]) => (raw(field) ?? '').length > LONGEST[field]);
  if (long) return refuse('CELL_TOO_LONG', long[0]);

  const why: Doubt[] = [];
  const cell = (field: AssetField) => said(raw(field));
  const assetTag = identifying(cell('assetTag'), tagOf, 'TAG_PLACEHOLDER', why);
  const serial = identifying(cell('serial'), serialOf, 'SERIAL_PLACEHOLDER', why);
  const mac = macOf(cell('mac') ?? '');
  const maker = meaningfulName(cell('maker'));
  const model = meaningfulName(cell('model'));
  const named = cell('serial') ?? cell('assetTag') ?? mac ?? maker ?? model;
  if (named === undefined) return refuse('NO_IDENTITY');

  const pieces = cell('quantity');
  const quantity = pieces === undefined ? 1 : piecesOf(pieces);
  if (quantity === undefined) return refuse('QUANTITY_NOT_A_NUMBER', 'quantity');
  if (quantity < 1 || quantity > MOST_PIECES) return refuse('QUANTITY_OUT_OF_RANGE', 'quantity');
  if (pieces === undefined && mapping.quantity !== undefined) why.push('QUANTITY_MISSING');

  const date = cell('acquired');
  const acquired = date === undefined ? undefined : readAcquired(date, today);
  if (acquired === 'impossible') return refuse('IMPOSSIBLE_DATE', 'acquired');
  if (acquired === 'unclear') why.push('DATE_UNCLEAR');

  const kindCell = cell('kind');
  const known = kindOf(kindCell ?? '');
  if (!known) why.push(kindCell === undefined ? 'KIND_MISSING' : 'KIND_UNKNOWN');
  if (!assetTag && !serial && !mac) why.push('NO_NUMBER');
  else if (quantity > 1) why.push('SEVERAL_WITH_ONE_NUMBER');
  if (fields.some(([field]) => isFormula(cell(field) ?? ''))) why.push('FORMULA');

  const kind = known ?? kindOfModel(`${maker ?? ''} ${model ?? ''}`) ?? 'unknown';
  const key = fingerprint({ maker, model, chassis: kind, serial, macs: mac ? [mac] : [] });
  const asset = {
    ...{ line, assetTag, serial, kind, maker, model, cpu: cell('cpu'), memory: cell('memory') },
    ...{ disk: cell('disk'), mac, acquired: typeof acquired === 'object' ? acquired.at : undefined },
    ...{ condition: cell('condition'), quantity, note: cell('note'), fingerprint: key },
  };
  return { asset: withoutUnknowns(asset) as Asset, why };
}

/** A number that should tell this machine from all others; what cannot is left out, and said. */
function identifying(
  text: string | undefined,
  meaning: (text: string) => string | undefined,
  doubt: Doubt,
  why: Doubt[],
): string | undefined {
  if (text === undefined) return undefined;
  if (isRounded(text)) {
    if (!why.includes('ROUNDED_NUMBER')) why.push('ROUNDED_NUMBER');
    return undefined;
  }
  const found = meaning(text);
  if (found === undefined) why.push(doubt);
  return found;
}

/** Firmware's fillers, one sign repeated and `123456789` are none; a short one with a letter may be a maker's own. */
function serialOf(text: string): string | undefined {
  return (
    meaningfulSerial(text) ??
    (/^(?=.*\d)[A-Za-z0-9]{2}$/.test(text) && /[A-Za-z]/.test(text) ? text : undefined)
  );
}

/** A company counts its machines as it likes: `1` is a tag. Only fillers are none. */
function tagOf(text: string): string | undefined {
  return /^[1-9]\d*$/.test(text) ? text : meaningfulName(text);
}

function withoutUnknowns(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

import { UnreadableFile } from '../../kernel/unreadable.ts';
import { asObject, type Json, reach, textAt } from './json.ts';

/** One node of lshw's hardware tree, typed. */
export interface HardwareNode {
  id: string;
  class: string;
  description: string;
  product: string | undefined;
  vendor: string | undefined;
  serial: string | undefined;
  businfo: string;
  handle: string;
  driver: string;
  /** Bytes for memory and disks. */
  size: number | undefined;
  logicalNames: string[];
  capabilities: Set<string>;
  configuration: Json | undefined;
  children: HardwareNode[];
}

/** Real trees are about 12 deep. */
const DEEPEST = 60;

/**
 * An lshw document as a tree.
 * @throws UnreadableFile WRONG_SHAPE or TOO_DEEP with the JSON path of the fault
 */
export function toHardwareNode(value: Json, path = '$', depth = 0): HardwareNode {
  if (depth > DEEPEST) throw new UnreadableFile('TOO_DEEP', path, `nested deeper than ${DEEPEST} nodes`);
  const object = asObject(value);
  if (object === undefined || typeof object.class !== 'string') {
    throw new UnreadableFile('WRONG_SHAPE', path, 'not a node of lshw: an object with a class was expected');
  }
  const children = reach(object, 'children') ?? [];
  if (!Array.isArray(children)) throw new UnreadableFile('WRONG_SHAPE', `${path}.children`, 'not a list');
  return {
    id: textAt(object, 'id') ?? '',
    class: object.class,
    description: textAt(object, 'description') ?? '',
    product: textAt(object, 'product'),
    vendor: textAt(object, 'vendor'),
    serial: textAt(object, 'serial'),
    businfo: textAt(object, 'businfo') ?? '',
    handle: textAt(object, 'handle') ?? '',
    driver: textAt(object, 'configuration', 'driver') ?? '',
    size: sizeAt(object, path),
    logicalNames: namesOf(reach(object, 'logicalname')),
    capabilities: new Set(Object.keys(asObject(reach(object, 'capabilities')) ?? {})),
    configuration: reach(object, 'configuration'),
    children: children.map((child, at) => toHardwareNode(child, `${path}.children[${at}]`, depth + 1)),
  };
}

/** Every node of a tree, parents first. */
export function* everyNode(node: HardwareNode): Generator<HardwareNode> {
  yield node;
  for (const child of node.children) yield* everyNode(child);
}

function sizeAt(object: Json, path: string): number | undefined {
  const size = reach(object, 'size');
  if (size === undefined || typeof size === 'number') return size;
  throw new UnreadableFile('WRONG_SHAPE', `${path}.size`, 'not a number');
}

function namesOf(value: Json | undefined): string[] {
  const names = Array.isArray(value) ? value : [value];
  return names.filter((name) => typeof name === 'string');
}

/**
 * Nodes by their distance, the nearest first; of equally near ones the lower number, so that what is taken never
 * depends on the order in which it came. Each node is in it once; its distance may fall.
 */
export interface NodeHeap {
  clear(): void;
  /** Puts a node in, or lets its distance fall. */
  reach(node: number, distance: number): void;
  /** The nearest node, or -1. */
  take(): number;
}

/** @param nodes how many there are; they are numbered from 0 */
export function nodeHeap(nodes: number): NodeHeap {
  const heap = new Int32Array(nodes);
  const key = new Float64Array(nodes);
  const place = new Int32Array(nodes).fill(-1);
  let size = 0;

  const before = (a: number, b: number): boolean => {
    const left = key[a] as number;
    const right = key[b] as number;
    return left < right || (left === right && a < b);
  };
  const put = (node: number, at: number): void => {
    heap[at] = node;
    place[node] = at;
  };
  function rise(node: number, from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as number;
      if (!before(node, above)) break;
      put(above, at);
      at = parent;
    }
    put(node, at);
  }
  function sink(node: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1] as number, heap[child] as number)) child++;
      const below = heap[child] as number;
      if (!before(below, node)) break;
      put(below, at);
      at = child;
    }
    put(node, at);
  }
  return {
    clear() {
      for (let at = 0; at < size; at++) place[heap[at] as number] = -1;
      size = 0;
    },
    reach(node, distance) {
      key[node] = distance;
      const at = place[node] as number;
      rise(node, at < 0 ? size++ : at);
    },
    take() {
      if (size === 0) return -1;
      const nearest = heap[0] as number;
      place[nearest] = -1;
      size--;
      if (size > 0) sink(heap[size] as number);
      return nearest;
    },
  };
}

import type { Objects } from '../../functions/kernel/objects.ts';

/** A bucket in memory; `files` is what lies in it. */
export interface MemoryObjects extends Objects {
  readonly files: Map<string, Uint8Array>;
}

export function memoryObjects(bucket = 'test'): MemoryObjects {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    get: async (key) => files.get(key),
    remove: async (key) => void files.delete(key),
    put: async (key, body) => {
      files.set(key, typeof body === 'string' ? new TextEncoder().encode(body) : body);
    },
    readLink: async (key, seconds) => `https://${bucket}.example/${key}?expires=${seconds}`,
    uploadForm: (key, { bytes, type }) => ({
      url: `https://${bucket}.example/`,
      fields: { key, 'content-type': type, bytes: String(bytes) },
    }),
  };
}

/** Consumed capacity as DynamoDB answers it. */
export interface ConsumedCapacity {
  CapacityUnits?: number;
  ReadCapacityUnits?: number;
  WriteCapacityUnits?: number;
}

export interface RoleUsage {
  calls: number;
  readUnits: number;
  writeUnits: number;
  /** Units by action, e.g. `TransactWriteItems`. */
  actions: Record<string, { calls: number; units: number }>;
}

export interface UsageCounters {
  count(roleArn: string, action: string, consumed: readonly ConsumedCapacity[]): void;
  /** A copy of the counters, by role ARN. */
  read(): Record<string, RoleUsage>;
}

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/** Whether the action answers consumed capacity. */
export const isMeasured = (action: string): boolean => WRITES.has(action) || READS.has(action);

export function openUsageCounters(): UsageCounters {
  const roles = new Map<string, RoleUsage>();
  return {
    count(roleArn, action, consumed) {
      const role = roles.get(roleArn) ?? { calls: 0, readUnits: 0, writeUnits: 0, actions: {} };
      roles.set(roleArn, role);
      role.calls++;
      const entry = role.actions[action] ?? { calls: 0, units: 0 };
      role.actions[action] = entry;
      entry.calls++;
      for (const { CapacityUnits = 0, ReadCapacityUnits, WriteCapacityUnits } of consumed) {
        entry.units += CapacityUnits;
        // A transaction names both kinds (a repeated one only reads); the other calls have one kind each.
        if (ReadCapacityUnits === undefined && WriteCapacityUnits === undefined) {
          if (WRITES.has(action)) role.writeUnits += CapacityUnits;
          else role.readUnits += CapacityUnits;
        } else {
          role.readUnits += ReadCapacityUnits ?? 0;
          role.writeUnits += WriteCapacityUnits ?? 0;
        }
      }
    },
    read: () => structuredClone(Object.fromEntries(roles)),
  };
}

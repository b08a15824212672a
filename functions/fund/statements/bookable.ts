import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { StatementFile } from './statement.ts';

/**
 * A file that contradicts itself may be looked at; money is booked from it as a whole or not at all.
 * @throws UnreadableFile the first fault of the first statement that has one
 */
export function mustBeBookable({ statements }: StatementFile): void {
  const fault = statements.flatMap(({ faults = [] }) => faults)[0];
  if (fault) throw new UnreadableFile(fault.code, fault.place, fault.reason);
}

import { isIn } from '../kernel/actor.ts';
import type { Handlers } from '../kernel/contract.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { EventItem } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { newId } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import {
  abandonStatement,
  bookStatement,
  dropStatement,
  readStatement,
  readUpload,
  type StatementDependencies,
  uploadKey,
} from './booking.ts';
import { type fundContract, LARGEST_STATEMENT } from './contract.ts';
import { doingOf } from './entry.ts';
import { fail } from './fail.ts';
import { compareStatement, previewEntries } from './preview.ts';
import { balancesOf } from './purposes.ts';
import { addStatement, type StatementRecord, statementQueue, statementTransitions } from './statement.ts';

type Statements = Pick<
  Handlers<typeof fundContract>,
  | 'requestStatementUpload'
  | 'addStatement'
  | 'listStatements'
  | 'readStatement'
  | 'previewStatement'
  | 'bookStatement'
  | 'abandonStatement'
  | 'dropStatement'
>;

const FORM_SECONDS = 10 * 60;

const lineOf = (statement: StatementRecord) => ({
  ...{ id: statement.id, fileName: statement.fileName, format: statement.format, status: statement.status },
  since: statement.since,
  ...(statement.from ? { from: statement.from } : {}),
  ...(statement.to ? { to: statement.to } : {}),
  ...{ entries: statement.entries, done: statement.cursor },
  ...{ booked: statement.booked, known: statement.known, aside: statement.aside },
});

/** The bank's statements: uploaded, read, shown, booked. */
export const statementHandlers = (deps: StatementDependencies): Statements => {
  const { table, clock, city } = deps;
  const now = () => clock.now().toISOString();
  return {
    async requestStatementUpload({ intent }) {
      const statement = newId('statement', intent.key);
      const form = deps.uploads().uploadForm(uploadKey(statement), {
        bytes: LARGEST_STATEMENT,
        type: 'application/octet-stream',
        seconds: FORM_SECONDS,
      });
      return { statement, ...form };
    },

    async addStatement({ body, intent, actor }) {
      const { pk } = keys.statement(body.statement);
      return table.once(pk, intent, async () => {
        const { fileName, isOurs } = body;
        const file = await readUpload(deps, { id: body.statement, fileName, isOurs });
        const known = await table.get<{ statement: string }>(keys.statementFile(file.digest));
        if (known) throw fail('STATEMENT_KNOWN', { statement: known.statement });
        const added = addStatement(
          body.statement,
          file,
          { fileName, currency: city.currency.code, isOurs },
          doingOf(actor, now()),
        );
        const answer = { id: added.statement.id, status: added.statement.status };
        return table.commit({ intent, pk, event: added.event, writes: [added.write], answer });
      });
    },

    async listStatements({ query }) {
      const page = await listQueue<StatementRecord & Key>(deps, statementQueue(), query, {
        newestFirst: true,
      });
      return { ...page, items: page.items.map(lineOf) };
    },

    async readStatement({ params, actor }) {
      const statement = await readStatement(table, params.id);
      const [statements, balance, events] = await Promise.all([
        compareStatement(table, statement),
        balancesOf(deps, ['bank']),
        table.part<EventItem>(keys.statement(statement.id).pk, 'EVT#', 100),
      ]);
      const { currency, pending, sums } = statement;
      return {
        ...lineOf(statement),
        ...{ currency, pending, sums, statements },
        bank: -balance('bank'),
        moves: isIn(actor, 'chest') ? statementTransitions.movesFrom(statement.status) : [],
        history: historyOf(events),
      };
    },

    async previewStatement({ params, query }) {
      return previewEntries(deps, await readStatement(table, params.id), query);
    },

    bookStatement: ({ params, intent, actor }) =>
      bookStatement(deps, params.id, doingOf(actor, now()), intent),

    abandonStatement: ({ params, body, intent, actor }) =>
      abandonStatement(deps, params.id, body, doingOf(actor, now()), intent),

    dropStatement: ({ params, intent, actor }) =>
      dropStatement(deps, params.id, doingOf(actor, now()), intent),
  };
};

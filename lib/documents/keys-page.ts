import { PATTERNS, QUEUES } from '../../functions/kernel/key-patterns.ts';
import { QUEUE_INDEX } from '../../functions/kernel/keys.ts';

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** docs/keys.md: the table design as the code has it. */
export function keysPage(): string {
  return [
    '# The table',
    '',
    'Generated from `functions/kernel/keys.ts` by `npm run docs`. One table, `pk` and `sk`; a partition key starts',
    "with its owner's three letters, which the functions' grants name (`dynamodb:LeadingKeys`).",
    '',
    row('item', 'pk', 'sk', 'holds', 'read by'),
    row('---', '---', '---', '---', '---'),
    ...Object.entries(PATTERNS).map(([name, p]) =>
      row(name, `\`${p.pk}\``, `\`${p.sk}\``, p.holds, p.readers.join(', ')),
    ),
    '',
    `## Work queues: the sparse, keys-only index \`${QUEUE_INDEX}\``,
    '',
    'Partition `q` = `OWNER#Q#scope…`, sort `qs` = since when, then the id: oldest first.',
    '',
    row('queue', 'q', 'read by'),
    row('---', '---', '---'),
    ...Object.entries(QUEUES).map(([name, q]) => row(name, `\`${q.owner}#Q#{${q.scope}}\``, q.reader)),
    '',
  ].join('\n');
}

import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type * as z from 'zod';
import type { pointsContract } from '../../../functions/points/contract.ts';
import { Button } from '../../components/button/button.tsx';
import { fill } from '../islands/page-data.ts';
import { dayIn, figure, wordsFor } from './page.tsx';
import { ask } from './session.ts';
import type { AccountWords } from './words.ts';

type Page = z.output<(typeof pointsContract)['routes']['listLines']['answer']>;
type Line = Page['items'][number];

/** What a line is about: the activity, or the purpose. */
const aboutOf = (words: AccountWords, { activity, purpose }: Line): string =>
  (activity && words.activities[activity]) || words.purposes.find(({ code }) => code === purpose)?.name || '';

/** What happened, newest first, a page at a time. @param since asked for anew when it changes */
export function Lines({ words, since }: { words: AccountWords; since: unknown }): VNode {
  const { lines } = words;
  const [items, show] = useState<readonly Line[]>([]);
  const [next, remember] = useState<string>();
  const [wrong, refuse] = useState('');
  const load = async (after?: string): Promise<void> => {
    const query = after ? `?cursor=${encodeURIComponent(after)}` : '';
    refuse('');
    const page = await ask<Page>(`/api/citizen/points/lines${query}`);
    show((before) => (after ? [...before, ...page.items] : page.items));
    remember(page.cursor);
  };
  useEffect(() => void load().catch((error) => refuse(wordsFor(words, error))), [since]);
  return (
    <section class="points-part">
      <h3>{lines.title}</h3>
      {wrong && (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      )}
      {items.length === 0 && !wrong ? (
        <p class="note">{lines.empty}</p>
      ) : (
        <ul class="points-lines">
          {items.map((line) => (
            <li>
              <span>
                <b>{lines[line.what]}</b> {aboutOf(words, line)}
                <span class="note">
                  {' '}
                  <time dateTime={line.at}>
                    {new Date(line.at).toLocaleDateString(words.locale, {
                      dateStyle: 'medium',
                      timeZone: words.timeZone,
                    })}
                  </time>
                  {line.expires &&
                    ` · ${fill(line.what === 'EXPIRED' ? lines.until2 : lines.until, { day: dayIn(words, line.expires) })}`}
                </span>
              </span>
              <span class="numeric">
                {line.what === 'EARNED' ? '+' : '−'}
                {figure(words, line.points)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {next && (
        <Button
          variant="secondary"
          size="small"
          onClick={() => void load(next).catch((error) => refuse(wordsFor(words, error)))}
        >
          {lines.more}
        </Button>
      )}
    </section>
  );
}

import type { VNode } from 'preact';
import { BarChart } from '../../../components/bar-chart/bar-chart.tsx';
import { ProgressToTarget } from '../../../components/progress/progress.tsx';
import type { PageContext } from '../../context.ts';

/** How far the programme has come. The figures are put in by the script, from /data/stats.json. */
export function Numbers({ context }: { context: PageContext }): VNode {
  const { t, city, say, number } = context;
  const words = t.home.progress;
  const stops = ['received', 'erased', 'refurbished', 'waiting'] as const;
  return (
    <section class="band">
      <div class="site-width numbers">
        <div>
          <h2>{say(words.title)}</h2>
          <ProgressToTarget
            target={city.target.computers}
            unit={t.common.pieces}
            caption={words.loading}
            label={words.label}
            format={number}
          />
          <noscript>
            <p class="note">{say(words.noScript)}</p>
          </noscript>
          <dl class="stops">
            {stops.map((stop) => (
              <div>
                <dt>{words[stop]}</dt>
                <dd class="numeric">
                  <span data-count={stop}>{t.common.unknown}</span> {t.common.pieces}
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <figure class="months">
          <h3 id="months-title">{t.home.months.title}</h3>
          <BarChart bars={[]} format={number} />
          <p class="months-empty" data-months-empty>
            {t.home.months.empty}
          </p>
          <details>
            <summary>{t.home.months.asTable}</summary>
            <table class="data-table" aria-labelledby="months-title">
              <thead>
                <tr>
                  <th scope="col">{t.home.months.month}</th>
                  <th scope="col" class="numeric">
                    {t.home.months.delivered}
                  </th>
                </tr>
              </thead>
              <tbody data-months />
            </table>
          </details>
        </figure>
      </div>
    </section>
  );
}

import type { VNode } from 'preact';
import type { PageContext } from '../../context.ts';

const SUMS = ['in', 'out', 'reserved', 'left'] as const;
const OTHERS = ['unidentified', 'suspense', 'refunds', 'carrier', 'settlement', 'costs'] as const;

/** What came in for each purpose, what was spent, what is promised and left; and the money that has no place yet. */
export function Purposes({ context }: { context: PageContext }): VNode {
  const { texts, words, city, t } = context;
  const { purposes, others } = texts.money.ledger;
  return (
    <section>
      <h2>{purposes.title}</h2>
      <p>{purposes.lead}</p>
      <div class="purses">
        {city.fund.purposes.map(({ code, name, about, paysFees }) => (
          <section class="purse" data-purpose={code}>
            <h3>{words(name)}</h3>
            <p class="note">{words(about)}</p>
            <svg
              class="purse-bar"
              viewBox="0 0 100 6"
              preserveAspectRatio="none"
              aria-hidden="true"
              data-bar
            />
            <dl>
              {SUMS.filter((sum) => sum !== 'reserved' || paysFees).map((sum) => (
                <div class={`purse-${sum}`}>
                  <dt>{purposes[sum]}</dt>
                  <dd class="numeric">
                    <span data-sum={sum}>{t.common.unknown}</span>
                    <small> {texts.money.ledger.things.won}</small>
                  </dd>
                </div>
              ))}
            </dl>
            {paysFees && <p class="note">{purposes.reservedHint}</p>}
          </section>
        ))}
      </div>
      <div>
        <h3>{others.title}</h3>
        <dl class="facts">
          {OTHERS.map((account) => (
            <div data-account={account}>
              <dt>{others[account]}</dt>
              <dd class="numeric">
                <span data-balance>{t.common.unknown}</span>
                <small> {texts.money.ledger.things.won}</small>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

import type { VNode } from 'preact';
import type { PageContext } from '../context.ts';
import { Consent } from './consent.tsx';

/** To leave no name on the receipt: asked only of those who do not want one, for the Chest keeps it (모금회법 §18). */
export function Anonymous({ context: { t } }: { context: PageContext }): VNode {
  const { anonymous, anonymousAgree, anonymousHint } = t.give.receipt;
  return (
    <div class="when" data-when="wantsReceipt=false">
      <Consent
        id="anonymous"
        name="giver.anonymous:flag"
        title={anonymous}
        text={anonymousHint}
        agree={anonymousAgree}
        optional={t.common.optional}
      />
    </div>
  );
}

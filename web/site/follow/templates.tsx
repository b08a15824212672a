import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { type Meaning, StatusTag } from '../../components/status-tag/status-tag.tsx';
import type { PageContext } from '../context.ts';
import { EarmarkFields } from '../forms/earmark.tsx';

const MEANINGS: readonly Meaning[] = ['waiting', 'moving', 'done', 'stopped', 'neutral'];

/** What the follow page's script copies: a status tag per meaning, and the question before a withdrawal. */
export function FollowTemplates({ context }: { context: PageContext }): VNode {
  const { show, earmark } = context.t.follow;
  const { gift } = context.texts.money.follow;
  return (
    <>
      {MEANINGS.map((meaning) => (
        <template id={`tag-${meaning}`}>
          <StatusTag meaning={meaning}> </StatusTag>
        </template>
      ))}
      {/* The heading of the page of money, whose other words come later: it shows the font which letters to have. */}
      <template id="gift-title">
        <b>{gift}</b>
      </template>
      <template id="amend">
        <form class="follow-amend" novalidate>
          <h2>{earmark.title}</h2>
          <p>{earmark.lead}</p>
          <ul />
          <EarmarkFields context={context} />
          <div class="button-row">
            <Button type="submit">{earmark.save}</Button>
            <Button variant="secondary" data-drop>
              {earmark.drop}
            </Button>
          </div>
        </form>
      </template>
      <dialog id="withdraw" aria-labelledby="withdraw-title">
        <form method="dialog">
          <h2 id="withdraw-title">{show.withdrawTitle}</h2>
          <p>{show.withdrawText}</p>
          <div class="button-row">
            <Button type="submit" variant="danger" value="yes">
              {show.withdrawYes}
            </Button>
            <Button type="submit" variant="secondary" value="no">
              {show.withdrawNo}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}

import type { VNode } from 'preact';

/**
 * What the third answer to "a receipt?" says beside "none": no name on it either. One question has one answer, so
 * nobody asks for a receipt and for none in their name (모금회법 §18: the Chest keeps an anonymous one).
 */
export const Anonymous = (): VNode => (
  <div data-when="wantsReceipt=anonymous" hidden>
    <input type="hidden" name="giver.anonymous:flag" value="true" />
  </div>
);

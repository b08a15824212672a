import type { Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { expect } from 'vitest';

/** The text of a PDF, as a person can select it. */
export async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text;
}

/** Presses the button that leads to a paper. @returns its text, from behind the link that the page was given */
export async function paperBehind(page: Page, button: string): Promise<string> {
  const [opened] = await Promise.all([
    page.waitForRequest((request) => request.isNavigationRequest()),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  const answer = await fetch(opened.url());
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return textOf(new Uint8Array(await answer.arrayBuffer()));
}

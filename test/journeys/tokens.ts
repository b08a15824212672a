import type { Page } from 'playwright-core';
import { expired } from '../support/expired.ts';

/**
 * Lets what a page is signed in with end now. The sign-in follows the machine's clock, which a test cannot wait for:
 * the page's token is exchanged on its way for one that has ended, and the real API refuses it.
 * @param options.refresh whether the app may still renew with its refresh token
 */
export async function endSession(page: Page, folder: string, options: { refresh: boolean }): Promise<void> {
  const kept = await page.evaluate(() => sessionStorage.getItem('ithope.session'));
  const { access_token: token } = JSON.parse(kept ?? '{}') as { access_token: string };
  const ended = await expired(folder, token);
  await page.route('**/api/staff/**', (route) => {
    const headers = route.request().headers();
    const same = headers.authorization === `Bearer ${token}`;
    return route.fallback(same ? { headers: { ...headers, authorization: `Bearer ${ended}` } } : {});
  });
  if (options.refresh) return;
  await page.route('**/oauth2/token', (route) =>
    route.request().postData()?.includes('grant_type=refresh_token')
      ? route.fulfill({
          status: 400,
          contentType: 'application/json',
          headers: { 'access-control-allow-origin': '*' },
          body: '{"error":"invalid_grant"}',
        })
      : route.fallback(),
  );
}

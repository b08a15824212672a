import type { Addresses } from '../../template/cloud.ts';
import { escapeHtml, menu, page } from './layout.ts';

/** The first page of the local cloud: where everything is. */
export const homePage = ({ site }: Addresses, now: string): string =>
  page(
    '이 컴퓨터의 클라우드 · Local cloud',
    `${menu('home')}<main><h1>이 컴퓨터의 클라우드 <small lang="en">Local cloud</small></h1>
<p>${escapeHtml(now)}</p>
<ul>
<li><a href="${site}/">누리집 <small lang="en">Site</small></a></li>
<li><a href="${site}/staff/">담당자 앱 <small lang="en">Staff app</small></a></li>
</ul></main>`,
  );

import { escapeHtml, page } from '../edge/pages/layout.ts';
import type { Person } from './person.ts';

/** Words for the groups of the staff pool. */
const GROUPS: Readonly<Record<string, readonly [string, string]>> = {
  programme: ['사업 총괄', 'Programme office'],
  chest: ['모금회', 'Community Chest'],
  repair: ['수리 센터', 'Repair centre'],
  'repair-lead': ['수리 센터장', 'Repair lead'],
  district: ['자치구', 'District office'],
  'volunteer-centre': ['자원봉사센터', 'Volunteer centre'],
  supporter: ['서포터즈', 'Supporter'],
  committee: ['배분위원회', 'Committee'],
  driver: ['배송 기사', 'Driver'],
  partner: ['후원 기업', 'Partner'],
  auditor: ['감사', 'Auditor'],
};

/** The staff's sign-in: everyone of the demonstration, one button each. */
export function staffPage(people: readonly Person[], servedName: (code: string) => string): string {
  const rows = people.map((person) => {
    const { ko = person.username, en = '' } = person.name;
    const serves = person.district ?? person.partner;
    const served = serves === undefined ? '' : ` · ${servedName(serves)}`;
    const groups = person.groups.map((group) => GROUPS[group] ?? ([group, group] as const));
    const korean = groups.map(([word]) => word).join(', ');
    const english = groups.map(([, word]) => word).join(', ');
    return `<li><button class="person" name="person" value="${escapeHtml(person.username)}">
<span><b>${escapeHtml(ko)}</b> <small lang="en">${escapeHtml(en)}</small></span>
<span>${escapeHtml(korean)}${escapeHtml(served)} <small lang="en">${escapeHtml(english)}</small></span>
</button></li>`;
  });
  return page(
    '담당자 로그인 · Staff sign-in',
    `<main><h1>담당자 로그인 <small lang="en">Staff sign-in</small></h1>
<p>이 컴퓨터에서 도는 시연용 로그인입니다. 암호는 묻지 않습니다. 실제 서비스에서는 암호와 2단계 인증이 필요합니다.<br>
<small lang="en">A demonstration on this machine: no password is asked here. The real service asks for one, and for a second factor.</small></p>
<form method="post"><ul class="list">${rows.join('\n')}</ul></form></main>`,
  );
}

/** The citizens' sign-in: an e-mail address. @param wrong what was typed, when it is no address */
export function citizenPage(wrong?: string): string {
  const fault =
    wrong === undefined
      ? ''
      : `<p id="fault" role="alert">이메일 주소를 다시 확인해 주세요. 예: name@example.com<br><small lang="en">Check the e-mail address, for example name@example.com.</small></p>`;
  const value =
    wrong === undefined ? '' : ` value="${escapeHtml(wrong)}" aria-invalid="true" aria-describedby="fault"`;
  return page(
    '로그인 · Sign in',
    `<main><h1>로그인 <small lang="en">Sign in</small></h1>
<p>이 컴퓨터에서 도는 시연용 로그인입니다. 암호는 묻지 않습니다.<br>
<small lang="en">A demonstration on this machine: no password is asked here.</small></p>
${fault}<form method="post"><p><label for="email">이메일 <small lang="en">E-mail</small></label>
<input id="email" name="email" type="email" autocomplete="email" required autofocus${value}></p>
<button class="main">로그인 <span lang="en">Sign in</span></button></form></main>`,
  );
}

export const errorPage = (words: string): string =>
  page(
    '로그인할 수 없음 · Cannot sign in',
    `<main><h1>로그인할 수 없습니다 <small lang="en">Cannot sign in</small></h1>
<p>처음 화면으로 돌아가 다시 시도해 주세요.<br><small lang="en">Go back to where you started and try again. (${escapeHtml(words)})</small></p></main>`,
  );

import type { Mail } from '../../door/mail/mailbox.ts';
import { escapeHtml, menu, page } from './layout.ts';

/** The mailbox: everything that the system has sent, newest first. */
export function mailPage(mails: readonly Mail[], when: (iso: string) => string): string {
  const list =
    mails.length === 0
      ? '<p>아직 보낸 메일이 없습니다. <small lang="en">No mail has been sent yet.</small></p>'
      : mails.map((mail) => mailArticle(mail, when)).join('\n');
  return page(
    '우편함 · Mailbox',
    `${menu('mail')}<main><h1>우편함 <small lang="en">Mailbox</small></h1>
<p>시스템이 보낸 메일과 문자 ${mails.length}건. 밖으로는 나가지 않습니다.<br>
<small lang="en">${mails.length} mails and text messages that the system has sent. None leaves this machine.</small></p>
${list}</main>`,
  );
}

function mailArticle(mail: Mail, when: (iso: string) => string): string {
  const attachments = mail.attachments.map(
    ({ name }, index) =>
      `<li><a href="/_local/mail/${mail.id}/${index}" download="${escapeHtml(name)}">${escapeHtml(name)}</a></li>`,
  );
  const title = escapeHtml(mail.subject || '(제목 없음 · no subject)');
  return `<article id="${mail.id}"><h2>${title}</h2>
<p class="soft"><time datetime="${mail.at}">${escapeHtml(when(mail.at))}</time><br>
보낸 사람 ${escapeHtml(mail.from)}<br>
받는 사람 ${escapeHtml([...mail.to, ...mail.cc, ...mail.bcc].join(', '))}</p>
${mail.text === undefined ? '' : `<pre>${linked(mail.text)}</pre>`}
${mail.html === undefined ? '' : `<details${mail.text === undefined ? ' open' : ''}><summary>HTML</summary><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/_local/mail/${mail.id}.html" title="${title}"></iframe></details>`}
${attachments.length === 0 ? '' : `<ul>${attachments.join('')}</ul>`}</article>`;
}

/** Addresses in the text become links, as mail programs show them. */
const linked = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/[^\s<&]+(?:&#38;[^\s<&]+)*/g, (url) => `<a href="${url}">${url}</a>`);

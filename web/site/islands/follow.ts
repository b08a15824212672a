import type { FollowData } from '../follow/data.ts';
import { call, keyFor, Problem, problemOf } from './api.ts';
import { wrongIn } from './fields.ts';
import { type Devices, type Donation, donationPage } from './follow-donation.ts';
import type { Deeds } from './follow-parts.ts';
import type { Receipt } from './follow-receipt.ts';
import { fill, find, pageData } from './page-data.ts';
import { clearProblems, showProblems } from './problems.ts';
import { type Steps, stepsOf } from './steps.ts';

/** Who looks at what, for half an hour, in this tab. */
interface Holder {
  subject: 'donation' | 'application' | 'gift';
  reference: string;
  token: string;
}

const data = pageData<FollowData>();
const KEPT = 'follow';
const place = find('#show');
const reference = find<HTMLInputElement>('#reference');
let holder = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Holder | null;

const asked = (): Omit<Holder, 'token'> => ({
  subject: find<HTMLInputElement>('[name=subject]:checked').value as Holder['subject'],
  // The server reads O as 0, I and L as 1; here only the signs between are taken out.
  reference: reference.value.replace(/[\s-]/g, '').toUpperCase(),
});

// The confirmation of a form leads here with the reference in the fragment, which no server sees.
const given = /^#(donation|application|gift)=(\w{10})$/.exec(location.hash);
if (given) {
  find<HTMLInputElement>(`[name=subject][value=${given[1]}]`).checked = true;
  reference.value = given[2] ?? '';
  history.replaceState(null, '', location.pathname);
}

const steps: Steps = stepsOf(document, (wanted) => {
  clearProblems(data);
  place.hidden = true;
  return wanted;
});

/** Runs a call with its button switched off; what goes wrong is said at the field or at the top. */
async function run(
  button: HTMLButtonElement | null,
  path: string,
  deed: () => Promise<unknown>,
): Promise<void> {
  if (button?.disabled) return;
  const label = button?.textContent ?? '';
  if (button) {
    button.disabled = true;
    button.textContent = data.sending;
  }
  try {
    await deed();
  } catch (error) {
    const { code } = problemOf(error);
    if (code === 'SESSION_REQUIRED') leave();
    showProblems(data, [{ path: code === 'OFFLINE' || code === 'INTERNAL' ? '' : path, code }]);
  }
  if (button) {
    button.disabled = false;
    button.textContent = label;
  }
}

find('#follow-ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const wrong = wrongIn(find('#ask'));
  if (wrong.length > 0) return showProblems(data, wrong);
  run(find('#ask [type=submit]'), 'reference', async () => {
    const { validMinutes } = await call<{ validMinutes: number }>('/api/public/follow/codes', {
      body: asked(),
    });
    find('#code-step .step-lead').textContent = fill(data.lead, { minutes: validMinutes });
    steps.go('code-step');
  });
});

find('#follow-code').addEventListener('submit', (event) => {
  event.preventDefault();
  const wrong = wrongIn(find('#code-step'));
  if (wrong.length > 0) return showProblems(data, wrong);
  const code = find<HTMLInputElement>('#code');
  run(find('#code-step [type=submit]'), 'code', async () => {
    const body = { ...asked(), code: code.value };
    const { token } = await call<{ token: string }>('/api/public/follow/sessions', { body });
    code.value = '';
    holder = { subject: body.subject, reference: body.reference, token };
    sessionStorage.setItem(KEPT, JSON.stringify(holder));
    await show();
  });
});
find('#code-step [data-back]').addEventListener('click', () => steps.go('ask'));

/** Forgets the session and asks again. */
function leave(): void {
  holder = null;
  sessionStorage.removeItem(KEPT);
  steps.go('ask');
}

async function show(): Promise<void> {
  if (!holder) return;
  const { subject, reference, token: session } = holder;
  const path = `/api/public/${subject}s/${reference}`;
  const open = (of: string, pick: (answer: never) => { url: string } | undefined): Promise<void> =>
    run(null, '', async () => {
      const link = pick(await call<never>(path + of, { session }));
      if (!link) throw new Problem('RECEIPT_NOT_READY');
      location.assign(link.url);
    });
  const deeds: Deeds = {
    openCertificate: (device) => open(`/devices/${device}/certificate`, (link: { url: string }) => link),
    openReceipt: () => open('/receipt', (receipt: { paper?: { url: string } }) => receipt.paper),
    again: leave,
    run,
    refresh: show,
    post: (of, body, field, button) =>
      run(button, field, async () => {
        await call(path + of, { body, key: keyFor(path + of, body), session });
        await show();
      }),
    withdraw: () => {
      const dialog = find<HTMLDialogElement>('#withdraw');
      dialog.returnValue = '';
      dialog.onclose = () => {
        if (dialog.returnValue !== 'yes') return;
        deeds.post('/withdrawal', {}, '', null);
      };
      dialog.showModal();
    },
  };
  const pcs = async () => {
    const [donation, devices, receipt] = await Promise.all([
      call<Donation>(path, { session }),
      call<{ items: Devices }>(`${path}/devices`, { session }).then((a) => a.items),
      // Before the acceptance there is none.
      call<Receipt>(`${path}/receipt`, { session }).catch(() => undefined),
    ]);
    // Few are asked to change their wish: the form's script is fetched by them alone.
    const { amendPart } = donation.changeAsked
      ? ((await import(`/assets/${data.amend}`)) as typeof import('./amend.ts'))
      : {};
    return donationPage(donation, devices, receipt, data, deeds, amendPart);
  };
  // Whoever asked for a PC, or gave money, fetches the script of that alone.
  const request = async () => {
    const { applicationPage } = (await import(
      `/assets/${data.request}`
    )) as typeof import('./follow-application.ts');
    return applicationPage(path, session, data, deeds);
  };
  const money = async () => {
    const { giftPage } = (await import(`/assets/${data.gift}`)) as typeof import('./follow-gift.ts');
    return giftPage(path, session, data, deeds);
  };
  const page = await { donation: pcs, application: request, gift: money }[subject]();
  clearProblems(data);
  for (const step of document.querySelectorAll<HTMLElement>('[data-step]')) step.hidden = true;
  place.replaceChildren(...page);
  place.hidden = false;
  find('h1', place).focus();
}

if (holder && !given) run(null, '', show);

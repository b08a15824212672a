import { ButtonLink } from '../../components/button/button.tsx';
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { appointmentDataOf } from '../follow/appointment-data.ts';
import { PageData } from '../layout/page-data.tsx';
import type { Page } from '../page.ts';

/**
 * Choose the day of the visit. The link of the mail leads here: what it carries after the sign `#` reaches no server by
 * itself, is exchanged for a session, and is taken out of the address bar.
 */
export const appointment: Page = {
  path: '/appointment/',
  family: 'appointment',
  island: 'appointment',
  sheet: 'apply',
  title: ({ texts }) => texts.apply.appointment.title,
  description: ({ texts }) => texts.apply.appointment.description,
  body: (context) => {
    const { t, texts, say, href } = context;
    const words = texts.apply.appointment;
    return (
      <div class="site-width form-page appointment-page">
        <noscript>
          <Notification tone="warning" title={t.common.noScriptTitle}>
            {say(t.common.noScript)}
          </Notification>
        </noscript>
        <ErrorSummary title={t.common.errorTitle} problems={[]} />
        <section data-opening>
          <h1 tabIndex={-1}>{words.title}</h1>
          <p class="step-lead">{words.lead}</p>
          <p role="status" data-state>
            {words.opening}
          </p>
        </section>
        <section data-dead hidden>
          <h1 tabIndex={-1}>{words.dead}</h1>
          <p class="step-lead">{say(words.deadText)}</p>
          <div class="button-row">
            <ButtonLink href={href('/follow/')} data-code>
              {words.deadCode}
            </ButtonLink>
          </div>
        </section>
        <section class="follow-show" data-visit hidden />
        <p class="no-print" data-follow hidden>
          <a href={href('/follow/')}>{words.follow}</a>
        </p>
        <PageData data={appointmentDataOf(context)} />
      </div>
    );
  },
};

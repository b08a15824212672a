import { Button } from '../../components/button/button.tsx';
import { Radios } from '../../components/choices/choices.tsx';
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { Step } from '../../components/step/step.tsx';
import { TextInput } from '../../components/text-input/text-input.tsx';
import { followDataOf } from '../follow/data.ts';
import { FollowTemplates } from '../follow/templates.tsx';
import { PageData } from '../layout/page-data.tsx';
import type { Page } from '../page.ts';

/** Follow a gift or an application with its reference and a one-time code. */
export const follow: Page = {
  path: '/follow/',
  family: 'follow',
  island: 'follow',
  sheet: 'apply',
  title: ({ t }) => t.follow.title,
  description: ({ t }) => t.follow.description,
  body: (context) => {
    const { t, texts, say } = context;
    const { ask, code, show } = t.follow;
    return (
      <div class="site-width form-page">
        <noscript>
          <Notification tone="warning" title={t.common.noScriptTitle}>
            {say(t.common.noScript)}
          </Notification>
        </noscript>
        <ErrorSummary title={t.common.errorTitle} problems={[]} />
        <form id="follow-ask" novalidate>
          <Step id="ask" title={ask.title}>
            <Radios
              id="subject"
              label={ask.subject}
              required
              value="donation"
              choices={[
                { value: 'donation', label: ask.donation },
                { value: 'gift', label: texts.money.follow.ask },
                { value: 'application', label: ask.application },
              ]}
            />
            <TextInput
              id="reference"
              label={ask.reference}
              hint={ask.referenceHint}
              required
              pattern="[\- 0-9A-Za-z]{10,14}"
              maxlength={14}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              width={14}
            />
            <p class="note">{say(ask.lost)}</p>
            <div class="button-row">
              <Button type="submit" size="large">
                {ask.send}
              </Button>
            </div>
          </Step>
        </form>
        <form id="follow-code" novalidate>
          <Step id="code-step" title={code.title} lead={say(code.lead, { minutes: 10 })} hidden>
            <TextInput
              id="code"
              label={code.label}
              required
              inputmode="numeric"
              pattern="[0-9]{6}"
              maxlength={6}
              autocomplete="one-time-code"
              width={14}
            />
            <div class="button-row">
              <Button type="submit" size="large">
                {code.open}
              </Button>
              <Button variant="quiet" data-back>
                {code.again}
              </Button>
            </div>
          </Step>
        </form>
        <section id="show" class="follow-show" aria-live="polite" hidden />
        <FollowTemplates context={context} />
        <PageData data={followDataOf(context)} />
        <p class="visually-hidden" role="status" data-busy data-words={show.loading} />
      </div>
    );
  },
};

import { Icon } from '../../components/icon/icon.tsx';
import { Article } from '../layout/article.tsx';
import { Elsewhere } from '../layout/elsewhere.tsx';
import { PageData } from '../layout/page-data.tsx';
import { Phases } from '../layout/phases.tsx';
import type { Page } from '../page.ts';

/** The fork: an organisation or a household, and who may apply now. */
export const apply: Page = {
  path: '/apply/',
  family: 'apply',
  island: 'apply',
  title: ({ t }) => t.apply.title,
  description: ({ t }) => t.apply.description,
  body: (context) => {
    const { t, texts, say, href } = context;
    const { open, soon, closed } = t.home.notices;
    const doors = [
      { path: '/apply/household/', icon: 'home', title: t.apply.household, text: t.apply.householdText },
      {
        path: '/apply/organisation/',
        icon: 'person',
        title: t.apply.organisation,
        text: t.apply.organisationText,
      },
    ] as const;
    return (
      <Article title={t.apply.heading} lead={say(t.apply.lead)}>
        <ul class="doors">
          {doors.map((door) => (
            <li>
              <Icon name={door.icon} />
              <a href={href(door.path)}>{door.title}</a>
              <p>{door.text}</p>
            </li>
          ))}
        </ul>
        <h2>{t.apply.when}</h2>
        <p>{t.apply.whenLead}</p>
        <Phases context={context} />
        <h2>{t.apply.prepare}</h2>
        <ul class="prose-list">
          {t.apply.prepareItems.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
        <h2>{t.apply.rules}</h2>
        <ul class="prose-list">
          {t.apply.ruleItems.map((text) => (
            <li>{say(text)}</li>
          ))}
        </ul>
        <h2>{t.apply.otherTitle}</h2>
        <p>{say(t.apply.other)}</p>
        <Elsewhere context={context} />
        <h2>{texts.apply.paper.linkTitle}</h2>
        <ul class="prose-list">
          {(['household', 'organisation'] as const).map((applicant) => (
            <li>
              <a href={href(`/apply/${applicant}/paper/`)}>{texts.apply.paper[applicant]}</a>
            </li>
          ))}
        </ul>
        <PageData data={{ timeZone: context.city.timeZone, phases: { open, soon, closed } }} />
      </Article>
    );
  },
};

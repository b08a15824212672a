import type { VNode } from 'preact';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { ContactCard } from '../page/contact.tsx';
import { History } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { AddDocument } from './add-document.tsx';
import { EnterAppeal } from './appeal.tsx';
import { AppealCard } from './appeal-card.tsx';
import { Asked } from './asked.tsx';
import { Confirm } from './confirm.tsx';
import { ConfirmSecond } from './confirm-second.tsx';
import { DecideAppeal } from './decide-appeal.tsx';
import { Decision } from './decision.tsx';
import { Documents } from './documents.tsx';
import { HandOver } from './hands.tsx';
import { Refuse } from './refuse.tsx';
import { RequestDocuments } from './request-documents.tsx';
import { Withdraw } from './withdraw.tsx';

export type Application = AnswerOf<'readApplication'>;
export type Eligibility = AnswerOf<'readEligibility'>;
/** An application, and for those who decide what it is decided on. */
export type Case = Application & { readonly eligibility?: Eligibility | undefined };

/** Move of the transition table → its deed on this page and the route behind it. */
const STEPS = [
  { move: 'confirm', deed: 'confirm', route: 'confirmEligibility', main: true },
  { move: 'confirmSecond', deed: 'confirmSecond', route: 'confirmSecond', main: true, another: true },
  { move: 'allowAppeal', deed: 'decideAppeal', route: 'decideAppeal', main: true, another: true },
  { move: 'requestDocuments', deed: 'requestDocuments', route: 'requestDocuments' },
  { move: 'appeal', deed: 'appeal', route: 'appealFor' },
  { move: 'refuse', deed: 'refuse', route: 'refuseEligibility', danger: true, another: true },
  { move: 'withdraw', deed: 'withdraw', route: 'withdrawAssisted', danger: true },
] as const satisfies readonly {
  move: string;
  deed: string;
  route: RouteName;
  main?: boolean;
  danger?: boolean;
  another?: boolean;
}[];

const LABELS: Readonly<Record<(typeof STEPS)[number]['deed'], () => string>> = {
  confirm: () => t('staff.applications.moves.confirm'),
  confirmSecond: () => t('eligibility.confirmSecond.title'),
  decideAppeal: () => t('eligibility.appeal.decide'),
  requestDocuments: () => t('staff.applications.moves.requestDocuments'),
  appeal: () => t('eligibility.appeal.enter'),
  refuse: () => t('staff.applications.moves.refuse'),
  withdraw: () => t('eligibility.withdraw.title'),
};

function stepsOf({ moves, eligibility }: Case): (Step & { deed: string })[] {
  return STEPS.filter(({ move, route, ...step }) => {
    if (!moves.includes(move) || !may(route)) return false;
    if ('another' in step && eligibility?.decidedBefore) return false;
    // A refusal is appealed within the city's days, once.
    return move !== 'appeal' || eligibility?.appealUntil !== undefined;
  }).map((step) => ({
    deed: step.deed,
    label: LABELS[step.deed](),
    main: 'main' in step,
    danger: 'danger' in step,
  }));
}

async function readCase(id: string): Promise<Case> {
  const params = { id };
  const [application, eligibility] = await Promise.all([
    client.read('readApplication', { params }),
    may('readEligibility') ? client.read('readEligibility', { params }) : undefined,
  ]);
  return { ...application, eligibility };
}

/** One application: who asks for what, and whether they are eligible. */
export function ApplicationPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => readCase(id));
  return (
    <Show of={loaded} heading={t('staff.nav.applications')}>
      {(application) => (
        <RecordScope id={id} loaded={loaded}>
          <ApplicationView application={application} />
        </RecordScope>
      )}
    </Show>
  );
}

function ApplicationView({ application }: { application: Case }): VNode {
  const { id, reference, status, district, submittedAt, personId, kind, eligibility } = application;
  const steps = stepsOf(application);
  const has = (deed: string) => steps.some((step) => step.deed === deed);
  return (
    <RecordPage
      back={{ href: `${places.applications}?status=${status}`, text: t('staff.nav.applications') }}
      title={printReference(reference)}
      status={<Status of="application" status={status} />}
      beside={`${districtName(district)} · ${t('staff.applications.submittedOn', { day: dayText(dayOf(submittedAt)) })}`}
      steps={steps}
      idle={nameOf('staff.applications.idle', status)}
      hint={eligibility && <Hint status={status} eligibility={eligibility} />}
      main={
        <>
          {eligibility && <Decision application={application} eligibility={eligibility} />}
          {eligibility && <Documents id={id} eligibility={eligibility} />}
          {eligibility && <AppealCard eligibility={eligibility} />}
          <Asked application={application} />
        </>
      }
      side={
        <>
          <ContactCard
            person={personId}
            title={t(
              kind === 'organisation' ? 'staff.applications.inCharge' : 'staff.applications.applicant',
            )}
          />
          <History lines={application.history} notes={application.notes} />
        </>
      }
      deeds={
        <>
          {has('confirm') && <Confirm application={application} />}
          {has('confirmSecond') && <ConfirmSecond id={id} />}
          {has('requestDocuments') && <RequestDocuments application={application} />}
          {has('refuse') && <Refuse id={id} />}
          {has('appeal') && <EnterAppeal id={id} />}
          {has('decideAppeal') && <DecideAppeal id={id} />}
          {has('withdraw') && <Withdraw id={id} />}
          {eligibility && <HandOver id={id} district={district} />}
          {eligibility && may('addDocumentAssisted') && <AddDocument application={application} />}
        </>
      }
    />
  );
}

/** Why a step is not there, or takes two. */
function Hint({ status, eligibility }: { status: string; eligibility: Eligibility }): VNode | null {
  const { decidedBefore, secondBecause, organisation } = eligibility;
  if (decidedBefore)
    return (
      <p class="next-hint">{t(status === 'APPEALED' ? 'eligibility.youBefore' : 'eligibility.youFirst')}</p>
    );
  if (status !== 'SUBMITTED' && status !== 'DOCUMENTS_NEEDED') return null;
  if (organisation && !organisation.certified)
    return (
      <p class="next-hint">
        {t('eligibility.organisation.needed')}{' '}
        <a href={places.organisation(organisation.id)}>{t('eligibility.organisation.to')}</a>
      </p>
    );
  if (secondBecause.length === 0) return null;
  const because = secondBecause.map((code) => nameOf('eligibility.because', code)).join(', ');
  return (
    <p class="next-hint">
      {t('eligibility.secondLead')} ({because})
    </p>
  );
}

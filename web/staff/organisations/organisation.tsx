import type { VNode } from 'preact';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { ContactCard } from '../page/contact.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Certify } from './certify.tsx';
import { RefuseOrganisation } from './refuse.tsx';

export type Organisation = AnswerOf<'readOrganisation'>;

const ROUTES = {
  certify: 'certifyOrganisation',
  renew: 'certifyOrganisation',
  refuse: 'refuseOrganisation',
} as const;

const stepsOf = ({ moves }: Organisation): Step[] =>
  Object.entries(ROUTES)
    .filter(([move, route]) => moves.includes(move) && may(route))
    .map(([move]) => ({
      // Both are the same deed.
      deed: move === 'renew' ? 'certify' : move,
      label: nameOf('organisations.moves', move),
      main: move !== 'refuse',
      danger: move === 'refuse',
    }));

/** One organisation: what it is, until when it is certified, what it has asked for. */
export function OrganisationPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readOrganisation', { params: { id } }));
  return (
    <Show of={loaded} heading={t('organisations.title')}>
      {(organisation) => (
        <RecordScope id={id} loaded={loaded}>
          <OrganisationView organisation={organisation} />
        </RecordScope>
      )}
    </Show>
  );
}

function OrganisationView({ organisation }: { organisation: Organisation }): VNode {
  const { id, name, status, district, personId, history, notes, moves } = organisation;
  const began = history.map(({ at }) => at).sort()[0];
  const steps = stepsOf(organisation);
  return (
    <RecordPage
      back={{
        href: status === 'REFUSED' ? places.organisations : `${places.organisations}?status=${status}`,
        text: t('organisations.title'),
      }}
      title={name}
      status={<Status of="organisation" status={status} />}
      beside={[
        districtName(district),
        ...(began ? [t('organisations.applied', { day: dayText(dayOf(began)) })] : []),
      ].join(' · ')}
      steps={steps}
      idle={nameOf('organisations.idle', status)}
      main={<About organisation={organisation} />}
      side={
        <>
          <ContactCard person={personId} title={t('organisations.inCharge')} />
          <History lines={history} notes={notes} />
        </>
      }
      deeds={
        <>
          {steps.some(({ deed }) => deed === 'certify') && (
            <Certify id={id} renewal={moves.includes('renew')} />
          )}
          {steps.some(({ deed }) => deed === 'refuse') && <RefuseOrganisation id={id} />}
        </>
      }
    />
  );
}

function About({ organisation }: { organisation: Organisation }): VNode {
  const { name, kind, registrationNumber, certifiedFrom, certifiedUntil, refusedBecause, applications } =
    organisation;
  return (
    <>
      <Card id="about" title={t('organisations.about')}>
        <Facts
          rows={[
            [t('organisations.name'), name],
            [t('organisations.kind'), categoryName(kind)],
            registrationNumber !== undefined && [
              t('organisations.number'),
              <span class="code">{registrationNumber.replace(/^(\d{3})(\d{2})(\d{5})$/, '$1-$2-$3')}</span>,
            ],
            certifiedFrom !== undefined &&
              certifiedUntil !== undefined && [
                t('organisations.certificate'),
                t('organisations.period', { from: dayText(certifiedFrom), until: dayText(certifiedUntil) }),
              ],
            refusedBecause !== undefined && [
              t('organisations.refusedBecause'),
              nameOf('organisations.reasons', refusedBecause),
            ],
          ]}
        />
      </Card>
      <Card id="applications" title={t('organisations.applications')}>
        <ul class="plain-list">
          {applications.map((application) => (
            <li>
              <a class="code" href={places.application(application)}>
                {printReference(application.slice(-10))}
              </a>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

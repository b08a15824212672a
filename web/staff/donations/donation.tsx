import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may, person } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { ContactCard } from '../page/contact.tsx';
import { History, whoIs } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { RegisterNumber } from '../page/register-number.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { Accept } from './accept.tsx';
import { AmendEarmark } from './amend-earmark.tsx';
import { Arrive } from './arrive.tsx';
import { AskForChange } from './ask-for-change.tsx';
import { BookCollection } from './book-collection.tsx';
import { valuationRule } from './city-rules.ts';
import { CorrectContact } from './correct-contact.tsx';
import { correctionSteps } from './correction.ts';
import { Decline } from './decline.tsx';
import { EarmarkCard } from './earmark.tsx';
import { Collected, Devices, Offered } from './parts.tsx';
import { Screen } from './screen.tsx';
import { Value } from './value.tsx';
import { Valued } from './valued.tsx';

export type Donation = AnswerOf<'readDonation'>;

const ROUTES = {
  screen: 'screenDonation',
  askForChange: 'askForChange',
  amendEarmark: 'amendEarmarkFor',
  bookCollection: 'bookCollection',
  arrive: 'recordArrival',
  value: 'valueDonation',
  accept: 'acceptDonation',
  register: 'registerDonor',
  decline: 'declineDonation',
} as const;

/** The straight way on; a collection may be booked anew and a value corrected beside it. */
const STRAIGHT: Readonly<Record<string, keyof typeof ROUTES>> = {
  OFFERED: 'screen',
  CHANGE_ASKED: 'amendEarmark',
  SCREENED: 'bookCollection',
  COLLECTION_BOOKED: 'arrive',
  RECEIVED: 'value',
  VALUED: 'accept',
};

/** The moves that are legal and that this person may make; entering the registration number moves nothing. */
const stepsOf = ({ moves, mayRegister, status, findings, voided }: Donation): Step[] => {
  const unlawful = findings.some(({ severity }) => severity === 'must-change');
  const ways = Object.entries(ROUTES)
    .filter(([move, route]) => (moves.includes(move) || (move === 'register' && mayRegister)) && may(route))
    .filter(([move]) => move !== 'screen' || !unlawful)
    .map(([move]) => ({
      deed: move,
      label: nameOf('staff.donations.moves', move),
      // A wish that breaks the law is asked to be changed before the offer can be taken.
      main: move === (status === 'OFFERED' && unlawful ? 'askForChange' : STRAIGHT[status]),
      danger: move === 'decline',
    }));
  return [...correctionSteps(voided), ...ways];
};

/** One offer: the way from the first message to the receipt. */
export function DonationPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readDonation', { params: { id } }));
  return (
    <Show of={loaded} heading={t('staff.nav.donations')}>
      {(donation) => (
        <RecordScope id={id} loaded={loaded}>
          <DonationView donation={donation} />
        </RecordScope>
      )}
    </Show>
  );
}

/** Said beforehand: a large value is accepted by another than the one who found it. */
function SecondPerson({ donation: { status, valuation } }: { donation: Donation }): VNode | null {
  if (status !== 'VALUED' || !valuation?.secondPerson || !may('acceptDonation')) return null;
  const mine = valuation.by === person.value?.id;
  const from = money(valuationRule('person').secondPersonFrom);
  return (
    <Notification tone={mine ? 'warning' : 'info'}>
      {t(mine ? 'staff.donations.accept.mine' : 'staff.donations.accept.yours', {
        from,
        who: whoIs(valuation.by),
      })}
    </Notification>
  );
}

function DonationView({ donation }: { donation: Donation }): VNode {
  const { reference, status, moves, district, offeredAt } = donation;
  const has = (move: string) => moves.includes(move);
  return (
    <RecordPage
      back={{ href: `${places.donations}?status=${status}`, text: t('staff.nav.donations') }}
      title={printReference(reference)}
      status={<Status of="donation" status={status} />}
      beside={`${districtName(district)} · ${t('staff.donations.offeredOn', { day: dayText(dayOf(offeredAt)) })}`}
      steps={stepsOf(donation)}
      hint={<SecondPerson donation={donation} />}
      idle={nameOf('staff.donations.idle', status)}
      main={
        <>
          <Offered donation={donation} />
          <EarmarkCard donation={donation} />
          <Collected donation={donation} />
          <Devices donation={donation} />
          <Valued donation={donation} />
        </>
      }
      side={
        <>
          <ContactCard person={donation.personId} title={t('staff.donations.giver')} />
          <History lines={donation.history} notes={donation.notes} />
        </>
      }
      deeds={
        <>
          {has('screen') && <Screen donation={donation} />}
          {donation.mayRegister && may('registerDonor') && (
            <RegisterNumber
              id={donation.id}
              route="registerDonor"
              giverKind={donation.giverKind}
              replaces={donation.registration !== undefined}
            />
          )}
          {has('askForChange') && <AskForChange donation={donation} />}
          {has('amendEarmark') && <AmendEarmark donation={donation} />}
          {has('decline') && <Decline donation={donation} />}
          {has('bookCollection') && <BookCollection donation={donation} />}
          {has('arrive') && <Arrive donation={donation} />}
          {has('value') && <Value donation={donation} />}
          {has('accept') && <Accept donation={donation} />}
          {donation.voided && <CorrectContact person={donation.personId} giverKind={donation.giverKind} />}
        </>
      }
    />
  );
}

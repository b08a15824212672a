import type { VNode } from 'preact';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { query } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { inWords, nameOf, t } from '../core/words.ts';
import { CorrectContact } from '../donations/correct-contact.tsx';
import { correctionSteps } from '../donations/correction.ts';
import { receiptNumber } from '../donations/receipt-number.ts';
import { Deed } from '../form/deed.tsx';
import { purposeText } from '../fund/saying.tsx';
import { ContactCard } from '../page/contact.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { RegisterNumber } from '../page/register-number.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';

export type Gift = AnswerOf<'readGift'>;

/** One gift of money: how it was announced, how to transfer it, with which entry it came, its receipt. */
export function GiftPage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, () => client.read('readGift', { params: { id } }));
  return (
    <Show of={loaded} heading={t('money.gifts')}>
      {(gift) => (
        <RecordScope id={gift.id} loaded={loaded}>
          <GiftView gift={gift} />
        </RecordScope>
      )}
    </Show>
  );
}

const registers = ({ mayRegister }: Gift): boolean => mayRegister && may('registerGiver');
const withdraws = ({ moves }: Gift): boolean => moves.includes('withdraw') && may('withdrawGiftFor');

const stepsOf = (gift: Gift): Step[] => [
  ...(gift.personId ? correctionSteps(gift.voided) : []),
  ...(gift.transfer && may('announceGiftFor')
    ? [{ deed: 'paper', href: places.giftPaperOf(gift.id), label: t('gifts.paper.slip') }]
    : []),
  ...(gift.mayAskForReceipt && may('askForReceipt')
    ? [{ deed: 'askForReceipt', label: t('gifts.wish.title') }]
    : []),
  ...(registers(gift) ? [{ deed: 'register', label: t('staff.donations.moves.register') }] : []),
  ...(withdraws(gift) ? [{ deed: 'withdraw', label: t('gifts.withdraw.title'), danger: true }] : []),
];

function GiftView({ gift }: { gift: Gift }): VNode {
  const { id, reference, status, amount, purpose, personId, voided } = gift;
  return (
    <RecordPage
      back={{ href: places.gifts, text: t('money.gifts') }}
      title={printReference(reference)}
      status={<Status of="gift" status={status} />}
      beside={`${money(amount)} · ${purposeText(purpose)}`}
      steps={stepsOf(gift)}
      idle={nameOf('gifts.idle', status)}
      hint={
        query.value.has('read') ? (
          <Notification tone="success" title={t('gifts.phone.done')} live>
            {t('gifts.phone.readOut')}
          </Notification>
        ) : (
          <p class="next-hint">{nameOf('gifts.idle', status)}</p>
        )
      }
      main={
        <>
          <Transfer gift={gift} />
          <Came gift={gift} />
          <Announced gift={gift} />
        </>
      }
      side={
        <>
          {personId && <ContactCard person={personId} title={t('staff.donations.giver')} />}
          <History lines={gift.history} />
        </>
      }
      deeds={
        <>
          {gift.mayAskForReceipt && (
            <Deed
              name="askForReceipt"
              title={t('gifts.wish.title')}
              lead={t('gifts.wish.lead')}
              submit={t('gifts.wish.submit')}
              initial={{}}
              send={async (_, intent) => {
                await client.write('askForReceipt', { params: { id }, body: {} }, intent);
                return t('gifts.wish.done');
              }}
            />
          )}
          {registers(gift) && (
            <RegisterNumber
              id={id}
              route="registerGiver"
              giverKind={gift.giverKind}
              replaces={gift.registration !== undefined}
            />
          )}
          {voided && personId && <CorrectContact person={personId} giverKind={gift.giverKind} />}
          {withdraws(gift) && (
            <Deed
              name="withdraw"
              title={t('gifts.withdraw.title')}
              lead={t('gifts.withdraw.lead')}
              submit={t('gifts.withdraw.title')}
              tone="danger"
              initial={{}}
              send={async (_, intent) => {
                await client.write('withdrawGiftFor', { params: { id }, body: {} }, intent);
                return t('gifts.withdraw.done');
              }}
            />
          )}
        </>
      }
    />
  );
}

/** How to transfer it, as it is read out on the phone. */
function Transfer({ gift: { transfer } }: { gift: Gift }): VNode | null {
  if (!transfer) return null;
  return (
    <Card id="transfer" title={t('gifts.transfer.title')}>
      <p class="note">{t('gifts.transfer.lead')}</p>
      <Facts
        rows={[
          [t('gifts.reference'), <strong class="code read-out">{printReference(transfer.reference)}</strong>],
          [
            t('gifts.transfer.account'),
            <>
              {inWords(transfer.bank)} <strong class="code">{transfer.number}</strong>
            </>,
          ],
          [t('gifts.transfer.holder'), inWords(transfer.holder)],
          [t('fund.col.amount'), money(transfer.amount)],
          [t('gifts.transfer.until'), dayText(transfer.until)],
        ]}
      />
    </Card>
  );
}

/** With which entry it came, and its receipt. */
function Came({ gift }: { gift: Gift }): VNode | null {
  const { booked, entry, receipt, voided, returned } = gift;
  if (!booked && !returned) return null;
  return (
    <Card id="came" title={t('gifts.came.title')}>
      {returned && (
        <Notification tone="warning" title={nameOf('gifts.returned', returned.reason)}>
          {dayText(returned.on)}
        </Notification>
      )}
      <Facts
        rows={[
          booked && [t('gifts.came.day'), dayText(booked.day)],
          booked && [t('fund.col.amount'), money(booked.amount)],
          entry !== undefined &&
            may('readEntry') && [
              t('gifts.came.entry'),
              <a href={places.entry(entry)}>{t('fund.seeEntry')}</a>,
            ],
          receipt && [
            t('gifts.receipt.title'),
            may('readReceipt') ? (
              <a class="code" href={places.receipt(receipt)}>
                {receiptNumber(receipt)}
              </a>
            ) : (
              receiptNumber(receipt)
            ),
          ],
          voided && [
            t('gifts.came.voided'),
            <>
              <a class="code" href={places.receipt(voided)}>
                {receiptNumber(voided)}
              </a>{' '}
              {nameOf('receipts.reasons', voided.reason)}
            </>,
          ],
          booked && [t('gifts.came.transfers'), <span class="long-code">{booked.transfers.join('\n')}</span>],
        ]}
      />
    </Card>
  );
}

/** What the giver told us. */
function Announced({ gift }: { gift: Gift }): VNode {
  const { way, giverKind, organisation, wantsReceipt, anonymous, registration, note, announcedAt } = gift;
  return (
    <Card id="announced" title={t('gifts.announced')}>
      <Facts
        rows={[
          [t('gifts.way'), nameOf('gifts.ways', way)],
          announcedAt !== undefined && [t('gifts.announcedOn'), dayText(dayOf(announcedAt))],
          [
            t('staff.col.giver'),
            anonymous
              ? t('gifts.anonymous')
              : [nameOf('staff.givers', giverKind), organisation].filter(Boolean).join(' · '),
          ],
          [t('fund.col.amount'), money(gift.amount)],
          [t('ledger.purpose'), purposeText(gift.purpose)],
          [t('staff.donations.receiptWanted'), t(wantsReceipt ? 'staff.yes' : 'staff.no')],
          wantsReceipt && [
            nameOf('staff.donations.registrations', giverKind === 'person' ? 'resident' : 'business'),
            registration?.masked ?? t('staff.donations.registrations.none'),
          ],
          [t('staff.labels.note'), note],
        ]}
      />
    </Card>
  );
}

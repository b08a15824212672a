import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { nameOf, t } from '../core/words.ts';
import { accountName, carrierName, purposeName } from '../money/accounts.ts';
import { Card, Facts as FactList } from '../page/facts.tsx';
import { whoIs } from '../page/history.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { certaintyText, type Entry, proposalText, Signed, wordsText } from './saying.tsx';

interface Part {
  entry: Entry;
}
type EntryPart = Entry['parts'][number];

/** What the bank and the payer wrote. */
export function Said({ entry: { counterparty, text, reference, bankReference } }: Part): VNode {
  const nothing = !counterparty && !text && !reference && !bankReference;
  return (
    <Card id="said" title={t('fund.said.title')}>
      {nothing ? (
        <p class="none">{t('fund.noWords')}</p>
      ) : (
        <FactList
          rows={[
            [t('fund.said.counterparty'), counterparty],
            [t('fund.said.text'), text],
            [t('fund.said.reference'), reference],
            [t('fund.said.bankReference'), bankReference && <span class="long-code">{bankReference}</span>],
          ]}
        />
      )}
    </Card>
  );
}

/** What the entry may be, best first, each with its reasons. */
export function Proposals({ entry: { proposals, status } }: Part): VNode | null {
  if (status !== 'WAITING' && status !== 'UNEXPLAINED') return null;
  return (
    <Card id="proposals" title={t('fund.proposal')}>
      {proposals.length === 0 && <p class="none">{t('fund.noProposal')}</p>}
      <ul class="plain-list proposals">
        {proposals.map((one) => (
          <li>
            <p>
              <strong>{certaintyText(one)}</strong> {proposalText(one)}{' '}
              {one.what === 'gift' && one.of && may('readGift') && (
                <a href={places.gift(one.of)}>{t('fund.seeGift')}</a>
              )}
              {(one.what === 'refund' || one.what === 'bounce') && one.of && (
                <a href={places.entry(one.of)}>{t('fund.seeEntry')}</a>
              )}
            </p>
            <ul class="reasons">
              {one.reasons.map((reason) => (
                <li>{nameOf('fund.reasons', reason)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The entries that one set aside looks like, beside it. */
export function Like({ entry }: Part): VNode | null {
  const { like, status, reversal } = entry;
  const ids = [...like, ...(reversal ? [reversal] : [])];
  if (ids.length === 0) return null;
  const title = reversal ? 'fund.like.reversal' : status === 'SAME' ? 'fund.like.same' : 'fund.like.title';
  return (
    <Card id="like" title={t(title)}>
      {ids.map((id) => (
        <Beside key={id} id={id} />
      ))}
    </Card>
  );
}

function Beside({ id }: { id: string }): VNode {
  const loaded = useLoad(`beside ${id}`, () => client.read('readEntry', { params: { id } }));
  const other = loaded.data.value;
  return (
    <p>
      {other ? (
        <>
          {dayText(other.day)} · <Signed amount={other.amount} /> · {wordsText(other)}{' '}
        </>
      ) : null}
      <a href={places.entry(id)}>{t('fund.seeEntry')}</a>
    </p>
  );
}

/** `성금 · 사랑의 PC`: what a part was found to be. */
export function partText({ as, purpose, carrier }: EntryPart): string {
  const what = carrier ? carrierName(carrier) : purpose && purposeName(purpose);
  return [nameOf('fund.as', as), what].filter(Boolean).join(' · ');
}

/** Where the money lies. */
export function Parts({ entry: { parts, rest, amount } }: Part): VNode | null {
  if (parts.length === 0) return null;
  return (
    <Card id="parts" title={t('fund.parts.title')}>
      <QueueTable
        caption={t('fund.parts.title')}
        rows={parts}
        id={({ n }) => String(n)}
        brief={({ by, at }) => `${instantText(at)} · ${whoIs(by)}`}
        columns={[
          {
            title: t('fund.parts.as'),
            cell: (part) => (
              <>
                {partText(part)}{' '}
                {part.gift && may('readGift') && <a href={places.gift(part.gift)}>{t('fund.seeGift')}</a>}
                {part.entry && <a href={places.entry(part.entry)}>{t('fund.seeEntry')}</a>}
              </>
            ),
          },
          {
            title: t('fund.parts.by'),
            cell: ({ by, at }) => `${instantText(at)} · ${whoIs(by)}`,
            show: 'wide',
          },
          { title: t('fund.col.amount'), cell: (part) => money(part.amount), numeric: true },
        ]}
      />
      {rest > 0 && rest !== Math.abs(amount) && (
        <p class="total">
          {t('fund.parts.rest')} <strong>{money(rest)}</strong>
        </p>
      )}
    </Card>
  );
}

/** Every transfer of it, corrections among them. */
export function Transfers({ entry: { transfers } }: Part): VNode | null {
  if (transfers.length === 0) return null;
  return (
    <Card
      id="transfers"
      title={t('fund.transfers')}
      aside={may('listTransfers') && <a href={places.transfers}>{t('money.transfers')}</a>}
    >
      <QueueTable
        caption={t('fund.transfers')}
        rows={transfers}
        id={({ id }) => id}
        brief={({ debit, credit }) => `${accountName(debit)} → ${accountName(credit)}`}
        columns={[
          { title: t('ledger.cause'), cell: ({ cause }) => nameOf('ledger.causes', cause) },
          { title: t('ledger.debit'), cell: ({ debit }) => accountName(debit), show: 'wide' },
          { title: t('ledger.credit'), cell: ({ credit }) => accountName(credit), show: 'wide' },
          { title: t('ledger.amount'), cell: ({ amount }) => money(amount), numeric: true },
        ]}
      />
    </Card>
  );
}

export function Facts({ entry }: Part): VNode {
  const { id, statement, refund, bankReversal, rest, since } = entry;
  return (
    <Card id="facts" title={t('fund.about')}>
      <FactList
        rows={[
          [
            t('money.statements'),
            may('readStatement') && <a href={places.statement(statement)}>{t('fund.seeStatement')}</a>,
          ],
          [t('fund.col.since'), instantText(since)],
          rest > 0 && [t('fund.parts.rest'), money(rest)],
          bankReversal && [t('fund.bankSays'), t('fund.bankReversal')],
          refund && [t('fund.refund.reason'), refund.reason],
          refund && [t('fund.refund.by'), `${instantText(refund.at)} · ${whoIs(refund.by)}`],
          [t('fund.entryNumber'), <span class="long-code">{id}</span>],
        ]}
      />
    </Card>
  );
}

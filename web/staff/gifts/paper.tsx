import { city } from 'ithope:city';
import { moneyCity } from 'ithope:city-money';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { useLoad } from '../core/load.ts';
import { money } from '../core/money.ts';
import { places } from '../core/places.ts';
import { query } from '../core/router.ts';
import { client } from '../core/session.ts';
import { dayText } from '../core/time.ts';
import { inWords, t } from '../core/words.ts';
import { purposeName } from '../money/accounts.ts';
import { Heading } from '../page/heading.tsx';
import { printReference } from '../page/items.ts';
import { Show } from '../page/states.tsx';
import type { Gift } from './gift.tsx';

/** For whom the web is no way: a form to fill in by hand, or a slip with what was announced on the phone. */
export function GiftPaper(): VNode {
  const id = query.value.get('gift');
  const loaded = useLoad(`paper ${id}`, async () => ({
    gift: id ? await client.read('readGift', { params: { id } }) : undefined,
  }));
  return (
    <>
      <p class="back no-print">
        <a href={id ? places.gift(id) : places.gifts}>
          <Icon name="back" />
          {t('money.gifts')}
        </a>
      </p>
      <div class="page-head no-print">
        <Heading>{t(id ? 'gifts.paper.slip' : 'gifts.paper.title')}</Heading>
        <Button icon="print" onClick={() => print()}>
          {t('staff.sheet.printNow')}
        </Button>
      </div>
      <p class="page-lead no-print">{t(id ? 'gifts.paper.slipLead' : 'gifts.paper.lead')}</p>
      <Show of={loaded}>
        {({ gift }) => (
          <article class="paper">
            <header>
              <p>{inWords(city.programme)}</p>
              <h2>{t(gift ? 'gifts.paper.slipTitle' : 'gifts.paper.formTitle')}</h2>
            </header>
            {gift ? <Slip gift={gift} /> : <Blank />}
            <Account gift={gift} />
            <footer>
              {inWords(moneyCity.fund.account.holder)} · {city.phone}
            </footer>
          </article>
        )}
      </Show>
    </>
  );
}

/** Where to transfer it; on a form without a reference, the name tells who it is. */
function Account({ gift }: { gift: Gift | undefined }): VNode {
  const { bank, number, holder } = moneyCity.fund.account;
  return (
    <section>
      <h3>{t('gifts.transfer.title')}</h3>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('gifts.transfer.account')}</th>
            <td>
              <strong>
                {inWords(bank)} {number}
              </strong>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('gifts.transfer.holder')}</th>
            <td>{inWords(holder)}</td>
          </tr>
          <tr>
            <th scope="row">{t('gifts.paper.mark')}</th>
            <td>{gift ? <strong>{printReference(gift.reference)}</strong> : t('gifts.paper.markBlank')}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Slip({ gift: { amount, purpose, transfer } }: { gift: Gift }): VNode {
  return (
    <section>
      <h3>{t('gifts.announced')}</h3>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('fund.col.amount')}</th>
            <td>
              <strong>{money(amount)}</strong>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('ledger.purpose')}</th>
            <td>{purpose ? purposeName(purpose) : t('fund.anyPurpose')}</td>
          </tr>
          {transfer && (
            <tr>
              <th scope="row">{t('gifts.transfer.until')}</th>
              <td>{dayText(transfer.until)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p>{t('gifts.paper.slipNote')}</p>
    </section>
  );
}

/** Lines to write on, and boxes to tick; the same questions as on the site. */
function Blank(): VNode {
  const line = (label: string, more?: string) => (
    <tr>
      <th scope="row">{label}</th>
      <td class="to-fill">{more}</td>
    </tr>
  );
  const boxes = (label: string, choices: readonly string[]) => (
    <tr>
      <th scope="row">{label}</th>
      <td>
        {choices.map((choice) => (
          <span class="tick">{choice}</span>
        ))}
      </td>
    </tr>
  );
  return (
    <>
      <section>
        <h3>{t('gifts.paper.gift')}</h3>
        <table>
          <tbody>
            {line(t('fund.col.amount'), t('fund.amount.unit'))}
            {boxes(t('ledger.purpose'), [
              ...Object.keys(moneyCity.purposes).map(purposeName),
              t('fund.anyPurpose'),
            ])}
          </tbody>
        </table>
      </section>
      <section>
        <h3>{t('gifts.giver.title')}</h3>
        <table>
          <tbody>
            {boxes(t('gifts.giver.kind'), [
              t('staff.givers.person'),
              t('staff.givers.business'),
              t('staff.givers.corporation'),
            ])}
            {line(t('gifts.paper.name'))}
            {line(t('staff.contact.phone'))}
            {line(t('staff.contact.email'))}
            {line(t('gifts.giver.payer'))}
          </tbody>
        </table>
      </section>
      <section>
        <h3>{t('gifts.receipt.title')}</h3>
        <table>
          <tbody>
            {boxes(t('gifts.receipt.wants'), [
              t('gifts.receipt.yes'),
              t('gifts.receipt.no'),
              t('gifts.receipt.anonymous'),
            ])}
            {line(t('staff.contact.address'))}
          </tbody>
        </table>
        <p>{t('gifts.paper.registration')}</p>
      </section>
      <section>
        <h3>{t('gifts.consents.privacy')}</h3>
        <p>{t('gifts.consents.privacyText')}</p>
        <p>
          <span class="tick">{t('gifts.paper.agree')}</span>
          <span class="tick">{t('gifts.paper.agreeNews')}</span>
        </p>
        <p class="sign-line">{t('gifts.paper.sign')}</p>
      </section>
    </>
  );
}

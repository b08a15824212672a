import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button, ButtonLink } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { query } from '../core/router.ts';
import { signOut } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { districtName, errorText, t } from '../core/words.ts';
import { Card } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { Empty, LoadFailed, Rows } from '../page/states.tsx';
import { keepApp } from '../worker/register.ts';
import { openDay, refresh, type Sheet, sheets, stale } from './day.ts';
import { DoorLines, StopTitle } from './door.tsx';
import { Kept } from './kept.tsx';
import { Network } from './network.tsx';
import { ofOthers, outbox, record } from './outbox.ts';
import { placeOfStop } from './places.ts';
import { SentList } from './sent-list.tsx';
import { isOpen, nameOfStop, nextOpen, type Placed, placed, type Stop } from './stops.ts';

/** A driver's day: the next door, all doors, and what was done. Works without a network. */
export function Driver(): VNode {
  useEffect(() => {
    void keepApp();
    void openDay();
  }, []);
  const all = sheets.value;
  return (
    <div class="driver">
      <div class="page-head">
        <Heading>{t('driver.title')}</Heading>
        <span class="record-beside">{dayText(all?.[0]?.day ?? dayOf())}</span>
      </div>
      {query.value.has('leave') && <Leaving />}
      <Network />
      {ofOthers.value > 0 && (
        <Notification tone="warning">{t('driver.ofOthers', { count: ofOthers.value })}</Notification>
      )}
      {all === undefined ? <Rows /> : <Day sheets={all} />}
      <SentList />
      <Kept />
    </div>
  );
}

/** Somebody wants to sign out while not all is sent: it stays for them, but who knows when they come back. */
function Leaving(): VNode | null {
  const left = outbox.value.filter(({ state }) => state !== 'sent').length;
  if (left === 0) return null;
  return (
    <Notification tone="warning" title={t('driver.leave.title', { count: left })} live>
      <p>{t('driver.leave.lead')}</p>
      <Button variant="secondary" onClick={() => signOut()}>
        {t('driver.leave.go')}
      </Button>
    </Notification>
  );
}

function Day({ sheets: all }: { sheets: readonly Sheet[] }): VNode {
  const problem = stale.value;
  const doors = placed(all);
  if (doors.length === 0) {
    return problem && problem.code !== 'OFFLINE' ? (
      <LoadFailed problem={problem} retry={refresh} />
    ) : (
      <Empty>{t(problem ? 'driver.noneKept' : 'driver.none')}</Empty>
    );
  }
  const deeds = outbox.value;
  const next = nextOpen(all, deeds);
  const left = doors.filter(({ stop }) => isOpen(stop, deeds)).length;
  return (
    <>
      {problem && problem.code !== 'OFFLINE' && (
        <Notification tone="warning">{errorText(problem.code)}</Notification>
      )}
      {all.filter(mayDepart).map((sheet) => (
        <Departure key={sheet.id} sheet={sheet} />
      ))}
      <p class="driver-progress">
        {left === 0
          ? t('driver.allDone', { count: doors.length })
          : t('driver.progress', { done: doors.length - left, count: doors.length })}
      </p>
      {next && <Next placed={next} />}
      <Card id="doors" title={t('driver.doors')}>
        <ol class="door-list">
          {doors.map(({ stop }, i) => (
            <DoorRow key={nameOfStop(stop)} stop={stop} number={i + 1} />
          ))}
        </ol>
      </Card>
    </>
  );
}

const mayDepart = ({ id, status }: Sheet): boolean =>
  status === 'PLANNED' &&
  !outbox.value.some(({ kind, about, state }) => kind === 'depart' && about === id && state !== 'refused');

function Departure({ sheet: { id, district, crew, deliveries } }: { sheet: Sheet }): VNode {
  const where = [districtName(district), crew].filter(Boolean).join(' · ');
  const depart = () =>
    record([{ kind: 'depart', about: id, route: id, label: where, at: new Date().toISOString(), body: {} }]);
  return (
    <section class="next" aria-labelledby={`depart-${id}`}>
      <h2 id={`depart-${id}`}>{t('driver.depart.title', { where })}</h2>
      <p class="next-hint">{t('driver.depart.lead', { count: deliveries })}</p>
      <Button size="large" icon="truck" onClick={depart}>
        {t('driver.depart.go')}
      </Button>
    </section>
  );
}

function Next({ placed: { stop } }: { placed: Placed }): VNode {
  return (
    <section class="next" aria-labelledby="next-door">
      <h2 id="next-door">{t('driver.next')}</h2>
      <DoorLines stop={stop} />
      <ButtonLink size="large" href={placeOfStop(stop)}>
        {t('driver.openDoor')}
      </ButtonLink>
    </section>
  );
}

function DoorRow({ stop, number }: { stop: Stop; number: number }): VNode {
  return (
    <li>
      <a class="door-row" href={placeOfStop(stop)}>
        <span class="door-number" aria-hidden="true">
          {number}
        </span>
        <StopTitle stop={stop} />
      </a>
    </li>
  );
}

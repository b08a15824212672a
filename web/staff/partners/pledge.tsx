import { signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { FileDrop } from '../../components/file-drop/file-drop.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText, instantText } from '../core/time.ts';
import { districtName, errorText, nameOf, partnerName, t } from '../core/words.ts';
import { NoteField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { optionalText } from '../form/texts.ts';
import { ContactCard } from '../page/contact.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { History } from '../page/history.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { RecordScope } from '../page/record.tsx';
import { RecordPage, type Step } from '../page/record-page.tsx';
import { Show } from '../page/states.tsx';
import { Status } from '../page/status.tsx';
import { asProblem, type Problem } from '../problem.ts';
import { number } from './partners.tsx';
import { uploadList } from './upload.ts';

type Pledge = AnswerOf<'readPledge'>;
const ROUTES = { close: 'closePledge', cancel: 'cancelPledge' } as const;

/** One promise: how much of it is on lists, the lists, and the field for a new one. */
export function PledgePage({ id }: { id: string }): VNode {
  const loaded = useLoad(id, async () => {
    const params = { id };
    const [pledge, lists] = await Promise.all([
      client.read('readPledge', { params }),
      client.read('listLists', { params, query: { limit: 50 } }),
    ]);
    return { ...pledge, lists: lists.items };
  });
  return (
    <Show of={loaded} heading={t('staff.nav.partners')}>
      {(pledge) => (
        <RecordScope id={id} loaded={loaded}>
          <PledgeView pledge={pledge} />
        </RecordScope>
      )}
    </Show>
  );
}

type WithLists = Pledge & { readonly lists: AnswerOf<'listLists'>['items'] };

const stepsOf = ({ moves }: Pledge): Step[] =>
  Object.entries(ROUTES)
    .filter(([move, route]) => moves.includes(move) && may(route))
    .map(([move]) => ({ deed: move, label: nameOf('partners.moves', move), danger: move === 'cancel' }));

function PledgeView({ pledge }: { pledge: WithLists }): VNode {
  const { id, partner, status, count, by, listed, district, note, lists, personId, history } = pledge;
  return (
    <RecordPage
      back={{ href: `${places.partners}?status=${status}`, text: t('staff.nav.partners') }}
      title={t('partners.pledge.title', { partner: partnerName(partner), count: number(count) })}
      status={<Status of="pledge" status={status} />}
      beside={t('partners.pledge.until', { day: dayText(by) })}
      steps={stepsOf(pledge)}
      idle={nameOf('partners.idle', status)}
      main={
        <>
          {status === 'PLEDGED' && may('addList') && <AddList pledge={id} />}
          <Card id="lists" title={t('partners.lists.title')}>
            {lists.length === 0 ? (
              <p class="none">{t('partners.lists.none')}</p>
            ) : (
              <QueueTable
                caption={t('partners.lists.title')}
                rows={lists}
                id={(row) => row.id}
                href={(row) => places.list(row.id)}
                brief={(row) => countsText(row)}
                columns={[
                  { title: t('partners.col.file'), cell: (row) => row.fileName },
                  { title: t('partners.col.rows'), cell: (row) => countsText(row), show: 'wide' },
                  { title: t('staff.list.status'), cell: (row) => <Status of="list" status={row.status} /> },
                ]}
              />
            )}
          </Card>
        </>
      }
      side={
        <>
          <Card id="facts" title={t('partners.pledge.about')}>
            <Facts
              rows={[
                [t('partners.col.pledged'), t('partners.units', { count: number(count) })],
                [t('partners.col.listed'), t('partners.units', { count: number(listed) })],
                [t('partners.pledge.by'), dayText(by)],
                [t('staff.col.district'), districtName(district)],
                [t('partners.pledge.madeOn'), instantText(pledge.stages.PLEDGED ?? dayOf())],
                [t('staff.labels.note'), note],
              ]}
            />
          </Card>
          <ContactCard person={personId} title={t('partners.pledge.contact')} />
          <History lines={history} />
        </>
      }
      deeds={
        <>
          <Deed
            name="close"
            title={t('partners.moves.close')}
            lead={t('partners.close.lead')}
            submit={t('partners.moves.close')}
            initial={{ note: '' }}
            send={async ({ note: said }, intent) => {
              await client.write(
                'closePledge',
                { params: { id }, body: optionalText({ note: said }) },
                intent,
              );
              return t('partners.close.done');
            }}
          >
            {(form) => <NoteField form={form} name="note" label={t('staff.labels.note')} max={500} />}
          </Deed>
          <Deed
            name="cancel"
            title={t('partners.moves.cancel')}
            lead={t('partners.cancel.lead')}
            submit={t('partners.moves.cancel')}
            tone="danger"
            initial={{ reason: '' }}
            send={async ({ reason }, intent) => {
              await client.write('cancelPledge', { params: { id }, body: { reason } }, intent);
              return t('partners.cancel.done');
            }}
          >
            {(form) => (
              <NoteField form={form} name="reason" label={t('staff.labels.reason')} max={300} required />
            )}
          </Deed>
        </>
      }
    />
  );
}

function countsText({ units, counts }: WithLists['lists'][number]): string {
  if (units !== undefined) return t('partners.units', { count: number(units) });
  return counts ? t('partners.rows', { count: number(counts.rows) }) : '';
}

/** A list by dropping or choosing a file; what was read leads on to its own page. */
function AddList({ pledge }: { pledge: string }): VNode {
  const busy = useSignal(false);
  const problem = useMemo(() => signal<Problem | undefined>(undefined), [pledge]);
  const send = async ([file]: readonly File[]) => {
    if (!file || busy.value) return;
    busy.value = true;
    problem.value = undefined;
    try {
      go(places.list((await uploadList(pledge, file)).id));
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  };
  const found = problem.value;
  return (
    <Card id="add" title={t('partners.upload.title')}>
      <FileDrop
        id="file"
        label={t('partners.upload.label')}
        hint={t('partners.upload.hint')}
        prompt={busy.value ? t('partners.upload.reading') : t('partners.upload.prompt')}
        onFiles={(files) => void send(files)}
      />
      {found && (
        <Notification tone="error" title={t('partners.upload.refused')} live>
          <p>{refusalText(found)}</p>
          {found.code === 'LIST_KNOWN' && typeof found.detail.list === 'string' && (
            <p>
              <a href={places.list(found.detail.list)}>{t('partners.upload.seeList')}</a>
            </p>
          )}
        </Notification>
      )}
    </Card>
  );
}

/** `12번째 줄: …`, where to look and why. */
export function refusalText({ code, detail }: Problem): string {
  if (code !== 'UNREADABLE_FILE') return errorText(code);
  const [, line] = /^(?:line|row) (\d+)/.exec(String(detail.place ?? '')) ?? [];
  const reason = nameOf('devices.unreadable', String(detail.reason ?? ''));
  return line ? t('partners.upload.at', { line, reason }) : reason;
}

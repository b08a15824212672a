import type { VNode } from 'preact';
import { StatusTag } from '../../components/status-tag/status-tag.tsx';
import { places } from '../core/places.ts';
import { withQuery } from '../core/router.ts';
import { client, may } from '../core/session.ts';
import { categoryName, districtName, nameOf, t } from '../core/words.ts';
import { whoIs } from '../page/history.tsx';
import { printReference } from '../page/items.ts';
import { Paged } from '../page/paged.tsx';
import { type Line, losesText, reasonText, signed } from './words.ts';

const RESULT = {
  planned: 'neutral',
  open: 'waiting',
  allotted: 'done',
  refused: 'stopped',
  released: 'neutral',
  dropped: 'neutral',
} as const;

interface LinesProps {
  id: string;
  /** Names how the plan is now: its lines are read again when that changes. */
  version: string;
  /** May lines be changed now, by this person? */
  open: boolean;
}

/** The lines of a plan, a page at a time: which device for whom, why, what was next best, what became of it. */
export function Lines({ id, version, open }: LinesProps): VNode {
  const title = t('allotments.lineList');
  return (
    <>
      <h2 id="lines" class="part-title">
        {title}
      </h2>
      <Paged<Line>
        title={title}
        what={`lines-${id}-${version}`}
        read={(cursor) => client.read('listAllotmentLines', { params: { id }, query: { cursor } })}
        empty={t('allotments.noLines')}
      >
        {(lines) => (
          <ol class="plan">
            {lines.map((line) => (
              <PlanLine key={line.n} line={line} open={open} />
            ))}
          </ol>
        )}
      </Paged>
    </>
  );
}

function PlanLine({ line, open }: { line: Line; open: boolean }): VNode {
  const { n, result, because, trouble, why, against, points } = line;
  const gone = result === 'dropped' || result === 'released' || result === 'refused';
  return (
    <li class={gone ? 'plan-line plan-out' : 'plan-line'} id={`line-${n}`}>
      <p class="plan-number">{n}</p>
      <div class="plan-pair">
        <DeviceLink line={line} />
        <span aria-hidden="true"> → </span>
        <ApplicationLink line={line} />
        <p class="under">
          {[
            districtName(line.district),
            nameOf('staff.applications.kinds', line.applicant),
            categoryName(line.category),
          ].join(' · ')}
        </p>
      </div>
      <div class="plan-result">
        <StatusTag meaning={RESULT[result]}>{nameOf('allotments.results', result)}</StatusTag>
        {because && <p class="under">{nameOf('allotments.ends', because)}</p>}
      </div>
      <div class="plan-why">
        {why && <p>{why}</p>}
        <p>
          <strong>{t('allotments.points', { points: signed(points) })}</strong>{' '}
          <span class="plan-reasons">{line.reasons.map(reasonText).join(', ')}</span>
        </p>
        {trouble && (
          <p class="wrong">{t('allotments.trouble', { what: nameOf('allotments.ends', trouble) })}</p>
        )}
        {against.length > 0 && (
          <p>
            {t('allotments.against', {
              rules: against.map((rule) => nameOf('allotments.rules', rule)).join(', '),
            })}
          </p>
        )}
        <Next line={line} />
        <Changed line={line} />
      </div>
      {open && result === 'open' && (
        <p class="plan-deeds">
          <a href={withQuery({ do: `exchange-${n}` })} data-deed={`exchange-${n}`}>
            {t('allotments.moves.exchange')}
            <span class="visually-hidden"> {n}</span>
          </a>
          <a href={withQuery({ do: `drop-${n}` })} data-deed={`drop-${n}`}>
            {t('allotments.moves.drop')}
            <span class="visually-hidden"> {n}</span>
          </a>
        </p>
      )}
    </li>
  );
}

/** What was next best when it was computed: for this application, and for this device. */
function Next({ line: { nextBest } }: { line: Line }): VNode | null {
  if (!nextBest) return null;
  const { device, application } = nextBest;
  return (
    <ul class="plan-next">
      <li>
        {device
          ? t(device.line ? 'allotments.next.exchange' : 'allotments.next.device', {
              device: device.assetNumber,
              line: device.line ?? 0,
              loses: losesText(device.loses),
            })
          : t('allotments.next.noDevice')}
      </li>
      <li>
        {application
          ? t('allotments.next.application', {
              application: printReference(application.reference),
              district: districtName(application.district),
              loses: losesText(application.loses),
            })
          : t('allotments.next.nobody')}
      </li>
    </ul>
  );
}

function Changed({ line: { changed } }: { line: Line }): VNode | null {
  if (!changed) return null;
  return (
    <p class="plan-changed">
      {t(`allotments.changed.${changed.what}`, {
        who: whoIs(changed.by),
        was: changed.was?.assetNumber ?? '',
      })}
      {' · '}
      {changed.reason}
    </p>
  );
}

const DeviceLink = ({ line: { device, assetNumber } }: { line: Line }): VNode =>
  may('readDevice') ? (
    <a class="code" href={places.device(device)}>
      {assetNumber}
    </a>
  ) : (
    <span class="code">{assetNumber}</span>
  );

const ApplicationLink = ({ line: { application, reference } }: { line: Line }): VNode =>
  may('readApplication') ? (
    <a class="code" href={places.application(application)}>
      {printReference(reference)}
    </a>
  ) : (
    <span class="code">{printReference(reference)}</span>
  );

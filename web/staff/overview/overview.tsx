import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { useLoad } from '../core/load.ts';
import { go, query, withQuery } from '../core/router.ts';
import { client, isIn, person } from '../core/session.ts';
import { dayText, instantText } from '../core/time.ts';
import { districtName, nameOf, t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Empty, Show } from '../page/states.tsx';
import { ByDistrict } from './by-district.tsx';
import { AREAS, type Line, listBehind, overDistricts, stepName } from './lines.ts';

/** All queues of the programme: what waits, what is late, who has it. Each number opens the list behind it. */
export function Overview(): VNode {
  const loaded = useLoad('overview', () => client.read('readOverview', {}));
  const chosen = query.value.get('district') ?? undefined;
  const bound = !isIn('programme', 'chest', 'auditor', 'repair-lead');
  const own = person.value?.district;
  return (
    <>
      <div class="page-head">
        <Heading>{t('overview.title')}</Heading>
        <p class="page-lead">
          {bound && own ? t('overview.leadOwn', { district: districtName(own) }) : t('overview.lead')}
        </p>
      </div>
      <Show of={loaded}>
        {({ asOf, lines }) => (
          <>
            {!bound && <DistrictChoice chosen={chosen} />}
            <Sums lines={lines.filter(({ district }) => !chosen || district === chosen)} />
            <Areas lines={lines.filter(({ district }) => !chosen || district === chosen)} />
            {!bound && !chosen && <ByDistrict lines={lines} />}
            <p class="note">{t('overview.asOf', { time: instantText(asOf) })}</p>
          </>
        )}
      </Show>
    </>
  );
}

const DistrictChoice = ({ chosen }: { chosen: string | undefined }): VNode => (
  <label class="inline-choice">
    <span>{t('staff.col.district')}</span>
    <select
      class="input select"
      onChange={(event) => go(withQuery({ district: event.currentTarget.value || undefined }))}
    >
      <option value="">{t('overview.everyDistrict')}</option>
      {Object.keys(city.districts).map((code) => (
        <option value={code} selected={code === chosen}>
          {districtName(code)}
        </option>
      ))}
    </select>
  </label>
);

function Sums({ lines }: { lines: readonly Line[] }): VNode {
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0);
  return (
    <dl class="overview-sums">
      <div>
        <dt>{t('overview.waiting')}</dt>
        <dd>{sum(({ waiting }) => waiting).toLocaleString()}</dd>
      </div>
      <div>
        <dt>{t('overview.late')}</dt>
        <dd>{sum(({ late = 0 }) => late).toLocaleString()}</dd>
      </div>
    </dl>
  );
}

function Areas({ lines }: { lines: readonly Line[] }): VNode {
  const all = overDistricts(lines);
  const full = AREAS.filter((area) => all.some(({ queue }) => queue === area));
  if (full.length === 0) return <Empty>{t('overview.nothing')}</Empty>;
  return (
    <>
      {full.map((area) => (
        <section class="sheet overview-area" aria-labelledby={`area-${area}`}>
          <h2 id={`area-${area}`}>{nameOf('overview.areas', area)}</h2>
          <QueueTable<Line>
            caption={nameOf('overview.areas', area)}
            rows={all.filter(({ queue }) => queue === area)}
            id={({ step }) => step}
            href={listBehind}
            brief={({ oldest, who }) =>
              `${t('overview.since', { day: dayText(oldest) })} · ${who.map((one) => nameOf('identity.groups', one)).join(', ')}`
            }
            columns={[
              { title: t('overview.step'), cell: stepName },
              {
                title: t('overview.waiting'),
                cell: ({ waiting }) => waiting.toLocaleString(),
                numeric: true,
              },
              {
                title: t('overview.late'),
                cell: ({ late, dueDays }) =>
                  late === undefined || dueDays === undefined ? '' : <Late late={late} dueDays={dueDays} />,
                numeric: true,
              },
              { title: t('overview.oldest'), cell: ({ oldest }) => dayText(oldest), show: 'wide' },
              {
                title: t('overview.who'),
                cell: ({ who }) => who.map((one) => nameOf('identity.groups', one)).join(', '),
                show: 'wide',
              },
            ]}
          />
        </section>
      ))}
    </>
  );
}

const Late = ({ late, dueDays }: { late: number; dueDays: number }): VNode =>
  late === 0 ? (
    <span>0</span>
  ) : (
    <strong class="late" title={t('overview.pastDays', { days: dueDays })}>
      {late.toLocaleString()}
    </strong>
  );

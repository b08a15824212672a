import { city } from 'ithope:city';
import type { VNode } from 'preact';
import { ScrollBox } from '../../components/data-table/scroll-box.tsx';
import { districtName, t } from '../core/words.ts';
import { type Line, listBehind, stepName } from './lines.ts';

/** The steps of an application at which a district or the Chest has something to do. */
const STEPS = ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED', 'QUEUED', 'ALLOTTED'] as const;

/** Applications by district and step; each number opens the list behind it, each district all of its own. */
export function ByDistrict({ lines }: { lines: readonly Line[] }): VNode {
  const at = (district: string, step: string) =>
    lines.find((line) => line.queue === 'applications' && line.step === step && line.district === district);
  const rows = Object.keys(city.districts).filter((code) => lines.some(({ district }) => district === code));
  return (
    <div class="sheet">
      <h2 id="by-district">{t('overview.byDistrict')}</h2>
      <ScrollBox label={t('overview.byDistrict')}>
        <table class="queue overview-matrix">
          <caption class="visually-hidden">{t('overview.byDistrict')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('staff.col.district')}</th>
              {STEPS.map((step) => (
                <th scope="col" class="numeric">
                  {stepName({ queue: 'applications', step })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((district) => (
              <tr key={district}>
                <th scope="row">
                  <a href={`?district=${district}`}>{districtName(district)}</a>
                </th>
                {STEPS.map((step) => (
                  <td class="numeric">
                    <Depth line={at(district, step)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

const Depth = ({ line }: { line: Line | undefined }): VNode => {
  if (!line) return <span class="nothing">0</span>;
  const { waiting, late = 0 } = line;
  return (
    <a href={listBehind(line)}>
      {waiting.toLocaleString()}
      {late > 0 && <strong class="late"> {t('overview.ofThemLate', { late })}</strong>}
    </a>
  );
};

import { pageData } from './page-data.ts';
import { markPhases, todayIn } from './phases.ts';

const { phases, timeZone } = pageData<{
  phases: Record<'soon' | 'open' | 'closed', string>;
  timeZone: string;
}>();
markPhases(phases, todayIn(timeZone));
